/** Words by which a mark of secrecy is told from ordinary ones; in Unicode, and as TCVN3 and VNI fonts store them. */

export type SecrecyMark = 'MẬT' | 'TỐI MẬT' | 'TUYỆT MẬT';

/** Marks stripped of spaces. */
export const STAMPS: ReadonlyMap<string, SecrecyMark> = new Map([
  ...(['MẬT', 'mËt', 'MËT', 'MAÄT'] as const).map((word) => [word, 'MẬT'] as const),
  ...(['TỐIMẬT', 'tèimËt', 'TÈIMËT', 'TOÁIMAÄT'] as const).map((word) => [word, 'TỐI MẬT'] as const),
  ...(['TUYỆTMẬT', 'tuyÖtmËt', 'TUYÖTMËT', 'TUYEÄTMAÄT'] as const).map((word) => [word, 'TUYỆT MẬT'] as const),
]);

/** The same words written as a name or a column's head would be; alone in the head of a page they leave a doubt. */
export const SMALL_STAMPS: ReadonlyMap<string, SecrecyMark> = new Map([
  ['Mật', 'MẬT'],
  ['Tốimật', 'TỐI MẬT'],
  ['TốiMật', 'TỐI MẬT'],
  ['Tuyệtmật', 'TUYỆT MẬT'],
  ['TuyệtMật', 'TUYỆT MẬT'],
]);

/** What the first syllables of a lone stamp "MẬT" may be, on its left or above it. */
export const TOP_BEFORE = /(?:^|\s)(?:TUYỆT|tuyÖt|TUYEÄT)\s*$/u;
export const HIGH_BEFORE = /(?:^|\s)(?:TỐI|tèi|TOÁI)\s*$/u;

/**
 * "… BẢO / MẬT", "NUÔI ONG / MẬT", "SỎI / MẬT": the word ends what stands before it. Only words that end nothing else a mark
 * could stand under ("CỤC HÀNG KHÔNG", "CÔNG VĂN", "SÓC TRĂNG"): of all others a person is asked.
 */
const BEFORE = ['BẢO', 'BÍ', 'CƠ', 'CẨN', 'NGHIÊM', 'ONG', 'TÚI', 'SỎI', 'GAN', 'RỈ', 'b¶o', 'bÝ', 'c¬', 'BAÛO'];

/** "MẬT / ĐỘ XÂY", "MẬT / ONG RỪNG". Only words that begin nothing that stands under a mark ("BÁO CÁO", "KẾ HOẠCH", "NHÂN SỰ"). */
const AFTER = ['ĐỘ', 'ONG', 'KHẨU', 'MÃ', 'MÍA', 'GẤU', 'RỈ', 'NGỌT', 'DỪA', 'ƯỚC', '§é', '®é', 'ÑOÄ', 'ong', 'm·', 'MAÕ', 'khÈu', 'KHAÅU'];

/** These begin with a word of that list and are further lines of a head: "MẬT / ĐỘ KHẨN: HỎA TỐC". */
const NEXT_LINE = /^(?:(?:ĐỘ|§é|®é|ÑOÄ)\s+(?:KHẨN|khÈn|KHAÅN|MẬT|mËt|MAÄT)|MÃ\s+(?:SỐ|HỒ SƠ|VĂN BẢN))/iu;

const words = (list: readonly string[]): string => list.map((word) => word.replaceAll(' ', '\\s+')).join('|');
const ENDS_WORD = new RegExp(`(?:^|[\\s(“"–-])(?:${words(BEFORE)})[\\s-]*$`, 'u');
const BEGINS_WORD = new RegExp(`^[\\s-]*(?:${words(AFTER)})(?![\\p{L}\\p{N}])`, 'u');

/** Whether "MẬT" after this text is the end of an ordinary word. */
export const endsWord = (before: string): boolean => ENDS_WORD.test(before);

/** Whether "MẬT" before this text is the beginning of an ordinary word. */
export const beginsWord = (after: string): boolean => BEGINS_WORD.test(after) && !NEXT_LINE.test(after.trim());

/** Lines of the head of a paper, between or beside which a mark is set: number, agency, place and date, urgency, national motto. */
const HEAD_LINE =
  /^\s*(?:S(?:ố|Ố|è|oá|OÁ)\s*:|V\/v|Về việc|(?:ỦY|UỶ) BAN|HỘI ĐỒNG|TỈNH|THÀNH PHỐ|SỞ|BỘ|CÔNG AN|QUÂN KHU|VĂN PHÒNG|CỘNG H(?:ÒA|OÀ)|Độc lập|Bản số|ĐỘ KHẨN|Độ khẩn|(?:HỎA|HOẢ) TỐC|THƯỢNG KHẨN|KHẨN|Kính gửi|[\p{L} ]{2,40}, ngày(?!\p{L})|[-_–—. ]+$)/u;

const TITLE = '(?:BÁO CÁO|TỜ TRÌNH|KẾ HOẠCH|QUYẾT ĐỊNH|NGHỊ QUYẾT|NGHỊ ĐỊNH|CHỈ THỊ|THÔNG BÁO|CÔNG VĂN|CÔNG ĐIỆN|LỆNH|PHƯƠNG ÁN|ĐỀ ÁN|DANH SÁCH|BIÊN BẢN|HƯỚNG DẪN|CHƯƠNG TRÌNH|GIẤY MỜI|HỒ SƠ|TÀI LIỆU|VĂN BẢN)';
const WHOLE_TITLE = new RegExp(`^\\s*${TITLE}\\s*$`, 'u');
const BEGINS_TITLE = new RegExp(`^\\s*${TITLE}(?!\\p{L})`, 'u');

/** Whether a mark may follow this line; of a title the whole, or the word would belong to it. */
export const mayStandAbove = (text: string): boolean => HEAD_LINE.test(text) || WHOLE_TITLE.test(text);
export const mayStandBelow = (text: string): boolean => HEAD_LINE.test(text) || BEGINS_TITLE.test(text);
export const isHeadLine = (text: string): boolean => HEAD_LINE.test(text);
