import { foldText } from '../../shared/language/vietnamese-text';

/**
 * What people here choose first, most common first: words for the thing itself, greetings, wishes, places, the office, names
 * and the country. Each counts with its diacritics, without them, run together and as typed in Telex with the keyboard off.
 */
const COMMON = `
mật khẩu|việt nam|anh yêu em|em yêu anh|yêu em|hà nội|sài gòn|xin chào|không biết|hạnh phúc|gia đình|tình yêu|mãi mãi|con yêu|bố mẹ|cảm ơn
may mắn|thành công|phát tài|phát lộc|sức khỏe|bình an|an khang|thịnh vượng|vạn sự như ý|chúc mừng năm mới|năm mới|hoa hồng|mặt trời|đất nước|tổ quốc
hồ chí minh|bác hồ|đảng cộng sản|cộng hòa|xã hội chủ nghĩa|độc lập|tự do|quê hương|dân tộc|nhân dân|cách mạng|thống nhất
phiên họp|họp mẫu|phòng họp|cuộc họp|hội nghị|hội trường|giấy tờ|không giấy tờ|biên bản|chương trình|tài liệu|biểu quyết|đại biểu|chủ tịch|phó chủ tịch
bí thư|thư ký|văn phòng|ủy ban|ủy ban nhân dân|hội đồng nhân dân|tỉnh ủy|thành ủy|huyện ủy|sở nội vụ|sở tài chính|công an|quân đội|cán bộ|công chức|lãnh đạo
giám đốc|trưởng phòng|chuyên viên|quản trị|quản trị viên|hệ thống|máy tính|máy tính bảng|điện thoại|đăng nhập|tài khoản|tên đăng nhập|bảo mật|an toàn|số hóa|chuyển đổi số
nguyễn|trần|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý|văn|thị|minh|anh|hùng|dũng|tuấn|hương|hoa|lan|hồng|thảo|linh|trang|nga|thu|hà|hải|sơn|nam|long|khánh|quang|đức|thành|tâm|phương|mai|ngọc|bình|hòa|cường|thắng
đà nẵng|hải phòng|cần thơ|huế|thanh hóa|nghệ an|hà tĩnh|quảng ninh|quảng nam|bắc ninh|bắc giang|thái nguyên|thái bình|nam định|ninh bình|hải dương|hưng yên|vĩnh phúc|phú thọ|lào cai|yên bái|hà giang|cao bằng|lạng sơn|sơn la|điện biên|lai châu|hòa bình|quảng bình|quảng trị|quảng ngãi|bình định|phú yên|khánh hòa|ninh thuận|bình thuận|kon tum|gia lai|đắk lắk|đắk nông|lâm đồng|đồng nai|bình dương|bình phước|tây ninh|bà rịa|vũng tàu|long an|tiền giang|bến tre|trà vinh|vĩnh long|đồng tháp|an giang|kiên giang|hậu giang|sóc trăng|bạc liêu|cà mau
một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|trăm|nghìn|triệu|tỷ|tháng|ngày|giờ|mùa xuân|mùa hạ|mùa thu|mùa đông|thứ hai|thứ ba|thứ tư|thứ năm|thứ sáu|thứ bảy|chủ nhật
con mèo|con chó|con gà|con trâu|con lợn|cà phê|bia|rượu|bóng đá|cờ vua|âm nhạc|bầu trời|biển xanh|núi cao|sông hồng|cửu long|trường sa|hoàng sa
làm việc|công việc|nhà nước|chính phủ|quốc hội|pháp luật|nghị quyết|quyết định|thông báo|báo cáo|kế hoạch|dự án|đầu tư|tài chính|ngân sách|kinh tế|xã hội|giáo dục|y tế|nông nghiệp|môi trường
`;

/** Passwords that are published with this program or are on every sheet beside a screen. */
const PUBLISHED = ['phien-hop-mau-2026', 'phienhopmau2026', 'phien hop mau 2026', '123456a@', 'abc123', 'a123456', 'anhyeuem123', 'iloveyou', 'admin', 'qwerty', 'vietnam', 'vn2026', 'ubnd', 'hdnd', 'vpubnd', 'phien', 'ecabinet'];

const TONES: Record<string, string> = { '\u0301': 's', '\u0300': 'f', '\u0309': 'r', '\u0303': 'x', '\u0323': 'j' };
const SHAPES: Record<string, string> = { 'â': 'aa', 'ê': 'ee', 'ô': 'oo', 'ă': 'aw', 'ơ': 'ow', 'ư': 'uw', 'đ': 'dd' };

/** One syllable as its keys are pressed in Telex: "mật" → "maatj". */
export function telexOf(syllable: string): string {
  let tone = '';
  const bare = syllable
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/gu, (mark) => {
      tone = TONES[mark] ?? '';
      return '';
    })
    .normalize('NFC');
  return [...bare].map((letter) => SHAPES[letter] ?? letter).join('') + tone;
}

/** All ways one phrase is written in a password. */
export function formsOf(phrase: string): string[] {
  const words = phrase.normalize('NFC').toLowerCase().split(/\s+/).filter(Boolean);
  const ways = [words, words.map(foldText), words.map(telexOf)];
  return ways.flatMap((way) => [way.join(''), ...(way.length > 1 ? [way.join(' '), ...way] : [])]);
}

/** A name as parts of it are used: whole, and by two words ("Thanh Giang" of "Ủy ban nhân dân tỉnh Thanh Giang"). */
export function partsOf(name: string): string[] {
  const words = name.trim().split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);
  return [words.join(' '), ...words.slice(1).map((word, index) => `${words[index] ?? ''} ${word}`)];
}

/** The dictionary, most common first, each form once. */
export const vietnameseWords = (): string[] => [...new Set([...PUBLISHED, ...COMMON.split(/[|\n]/).map((phrase) => phrase.trim()).filter(Boolean).flatMap(formsOf)])].filter((word) => word.length > 1);
