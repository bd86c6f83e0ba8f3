import type { Sentence } from '../../shared/language/paper-sentences';
import type { PlanProblem } from '../../modules/imports/plan/plan-import';

const about = (vi: string, en: string) => (words: string): Sentence => ({ vi: words === '' ? `${vi}.` : `${vi}: ${words}.`, en: words === '' ? `${en}.` : `${en}: ${words}.` });

/** Why something of an old archive was not taken, for whoever brings it. */
export const PLAN_SENTENCES: Readonly<Record<PlanProblem, (words: string) => Sentence>> = {
  body_missing: about('Không ghi cơ quan họp', 'The body is not given'),
  body_unknown: about('Không có cơ quan họp tên này', 'There is no body of this name'),
  body_doubtful: about('Tên cơ quan chưa khớp hẳn, cần ghi đúng tên', 'The name of the body fits only nearly; write it as it is'),
  day: about('Không hiểu ngày họp (cần ngày/tháng/năm đủ bốn chữ số)', 'The day is not understood (day/month/year with four digits)'),
  future: about('Ngày họp chưa tới', 'The day is still to come'),
  session: about('Không ghi tên phiên họp', 'The session is not given'),
  title_long: about('Tên dài quá 300 chữ', 'The title is longer than 300 letters'),
  file_missing: about('Không có tệp này trong hồ sơ', 'There is no such file in the archive'),
  file_doubtful: about('Tên tệp chưa khớp hẳn hoặc có nhiều tệp cùng tên, cần ghi đường dẫn', 'The name fits only nearly or belongs to several files; write its path'),
  file_twice: about('Tệp đã ghi ở dòng trước của cùng phiên', 'An earlier row of the same session has this file'),
  secret_number: about('Số, ký hiệu của văn bản mật; không được đưa vào hệ thống', 'Number of a secret document; such papers are not taken'),
  unlisted: about('Danh sách không nhắc đến tệp này', 'The list does not name this file'),
  no_session_folder: about('Thư mục không có ngày họp trong tên', 'No folder above it has a day in its name'),
};

export const TAKING_SENTENCES = {
  open_words: (page: string, words: string): Sentence => ({ vi: `Trang ${page} có chữ có thể là dấu mật (“${words}”); ghi tên người đã xem ở cột “Người xác nhận không mật” rồi nhập lại.`, en: `Page ${page} has words that may be a mark of secrecy (“${words}”); name who looked at it in the column “Cleared by” and import again.` }),
  open_picture: (): Sentence => ({ vi: 'Trang đầu là ảnh chụp mà máy không đọc được nên chưa ai xem dấu mật; ghi tên người đã xem ở cột “Người xác nhận không mật” rồi nhập lại.', en: 'The first page is a picture that no machine has read, so nobody has looked for a mark of secrecy; name who looked at it in the column “Cleared by” and import again.' }),
  converted: (fonts: number, signs: number): Sentence => ({ vi: `Đã chuyển thành PDF, chưa ai xem lại${fonts > 0 ? `; ${fonts} phông chữ được thay` : ''}${signs > 0 ? `; ${signs} ký tự không có phông` : ''}. Tệp gốc được giữ kèm.`, en: `Made a PDF that nobody has looked at${fonts > 0 ? `; fonts replaced: ${fonts}` : ''}${signs > 0 ? `; signs without a font: ${signs}` : ''}. The file as it came is kept beside it.` }),
  there: (): Sentence => ({ vi: 'Đã nhập từ trước.', en: 'Imported before.' }),
  same: (): Sentence => ({ vi: 'Phiên đã có tệp giống hệt.', en: 'The session has the same file already.' }),
  strange: (): Sentence => ({ vi: 'Không phải tệp thường (liên kết, tệp nén có mật khẩu hoặc trùng tên).', en: 'No ordinary file (a link, ciphered, or there twice).' }),
  empty: (): Sentence => ({ vi: 'Tệp rỗng.', en: 'The file is empty.' }),
  too_large: (): Sentence => ({ vi: 'Tệp lớn hơn 200 MB.', en: 'The file is larger than 200 MB.' }),
  unreadable: (): Sentence => ({ vi: 'Không đọc được tệp trong hồ sơ.', en: 'The file cannot be read in the archive.' }),
  full: (): Sentence => ({ vi: 'Phiên đã có 500 tài liệu.', en: 'The session has 500 papers already.' }),
  not_inspected: (): Sentence => ({ vi: 'Chưa kiểm tra được tệp; hãy chạy lại lệnh này.', en: 'The file could not be inspected; run this again.' }),
} as const;

export const LIST_SENTENCES: Readonly<Record<string, (params: Readonly<Record<string, string | number>>) => Sentence>> = {
  encoding: () => ({ vi: 'Danh sách không phải tệp văn bản.', en: 'The list is no text.' }),
  broken: ({ line }) => ({ vi: `Danh sách hỏng ở dòng ${line ?? '?'}.`, en: `The list is broken at line ${line ?? '?'}.` }),
  columns: ({ columns }) => ({ vi: `Danh sách thiếu cột: ${columns ?? ''}.`, en: `The list lacks columns: ${columns ?? ''}.` }),
  empty: () => ({ vi: 'Danh sách không có dòng nào.', en: 'The list has no rows.' }),
  too_large: ({ most }) => ({ vi: `Danh sách quá lớn (nhiều nhất ${most ?? ''} dòng).`, en: `The list is too large (at most ${most ?? ''} rows).` }),
};
