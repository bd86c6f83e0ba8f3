/**
 * What is said of a file that the upload refuses, and of what is found in one that it takes; for the pages and the command
 * line alike. A sentence names the page and the figure beside its limit where they are known (documents D18).
 */
import type { ErrorParams } from '../protocol/public-error';

export interface Sentence {
  vi: string;
  en: string;
}

type Params = ErrorParams;
type Sentences = Readonly<Record<string, (params: Params) => Sentence>>;

const NUMBERS = { vi: new Intl.NumberFormat('vi-VN'), en: new Intl.NumberFormat('en-GB') } as const;
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const figure = (value: unknown, language: 'vi' | 'en'): string => (isNumber(value) ? NUMBERS[language].format(value) : String(value ?? ''));

/** "Trang 7: tệp …": the sentence goes on in small letters behind its page. */
function at({ page }: Params, vi: string, en: string): Sentence {
  if (!isNumber(page)) return { vi, en };
  const goOn = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
  return { vi: `Trang ${page}: ${goOn(vi)}`, en: `Page ${page}: ${goOn(en)}` };
}

const ofTheFile = (vi: string, en: string) => (): Sentence => ({ vi, en });

/** Active content in words: behind "Tệp có …", "The file has …". */
const CONTENT: Readonly<Record<string, Sentence>> = {
  javascript: { vi: 'mã lệnh JavaScript', en: 'scripts' },
  open_action: { vi: 'thao tác tự chạy khi mở', en: 'an action on opening' },
  additional_actions: { vi: 'thao tác tự chạy', en: 'actions that run by themselves' },
  launch: { vi: 'lệnh mở chương trình hoặc tệp khác', en: 'a command that starts a program or opens a file' },
  sibling_file: { vi: 'liên kết tới tệp nằm cạnh tệp này', en: 'links to files beside this one' },
  goto_remote: { vi: 'liên kết tới tệp khác', en: 'links to other files' },
  goto_unc: { vi: 'liên kết tới địa chỉ mạng', en: 'a link to a network address' },
  goto_embedded: { vi: 'liên kết tới tệp đính kèm', en: 'links to attached files' },
  submit_form: { vi: 'nút gửi dữ liệu biểu mẫu', en: 'a button that sends form data' },
  import_data: { vi: 'lệnh nạp dữ liệu từ tệp khác', en: 'a command that reads data from another file' },
  thread: { vi: 'liên kết tới luồng bài', en: 'links to article threads' },
  media: { vi: 'âm thanh hoặc phim', en: 'sound or film' },
  rich_media: { vi: 'nội dung đa phương tiện hoặc 3D', en: 'multimedia or 3D content' },
  embedded_files: { vi: 'tệp đính kèm bên trong', en: 'attached files' },
  xfa: { vi: 'biểu mẫu điện tử (XFA)', en: 'an electronic form (XFA)' },
  xfa_dynamic: { vi: 'biểu mẫu điện tử động (XFA)', en: 'a dynamic form (XFA)' },
  external_stream: { vi: 'dữ liệu lấy từ ngoài tệp', en: 'data taken from outside the file' },
  reference_xobject: { vi: 'hình vẽ lấy từ ngoài tệp', en: 'drawings taken from outside the file' },
  uri_unsafe: { vi: 'liên kết không phải địa chỉ web', en: 'links that are no web addresses' },
};

function inWords(kinds: unknown, language: 'vi' | 'en'): string {
  const words = String(kinds ?? '').split(',').flatMap((kind) => CONTENT[kind]?.[language] ?? []);
  return words.length > 0 ? words.join(', ') : { vi: 'nội dung tự chạy hoặc liên kết ra ngoài', en: 'something that runs or leads outside' }[language];
}

function tooComplex(params: Params): Sentence {
  const { detail, found, limit } = params;
  switch (detail) {
    case 'content_bytes':
    case 'object_stream': {
      const megabytes = isNumber(limit) ? Math.round(limit / 1024 / 1024) : undefined;
      const [vi, en] = megabytes === undefined ? ['', ''] : [` (hơn ${figure(megabytes, 'vi')} MB)`, ` (more than ${figure(megabytes, 'en')} MB)`];
      return at(params, `Tệp nén quá nhiều dữ liệu bên trong${vi} nên không mở an toàn được. Hãy in lại ra PDF rồi gửi.`, `The file unpacks into too much data${en} to be opened safely. Print it to PDF again.`);
    }
    case 'timeout':
    case 'killed':
    case 'output':
    case 'exhausted':
      return { vi: 'Việc đọc tệp vượt quá giới hạn thời gian hoặc bộ nhớ nên đã dừng. Hãy in lại ra PDF rồi gửi.', en: 'Reading the file went beyond the limits of time or memory and was stopped. Print it to PDF again.' };
    default: {
      const [vi, en] = isNumber(limit) && detail === undefined ? [`: ${isNumber(found) ? `${figure(found, 'vi')} nét vẽ, ` : ''}mức cho phép là ${figure(limit, 'vi')}`, `: ${isNumber(found) ? `${figure(found, 'en')} drawing steps, ` : ''}the limit is ${figure(limit, 'en')}`] : ['', ''];
      return at(params, `Bản vẽ quá phức tạp để hiển thị an toàn${vi}. Hãy in lại ra PDF hoặc xuất trang đó thành hình ảnh rồi gửi.`, `The drawing is too complex to be shown safely${en}. Print it to PDF again, or export that page as an image.`);
    }
  }
}

function polyglot({ end, kind }: Params): Sentence {
  const [vi, en] = kind ? [` của một tệp khác (${String(kind)})`, ` of another file (${String(kind)})`] : [' lạ', ' of another kind'];
  if (end === 'before') return { vi: `Ở đầu tệp, trước phần PDF, có dữ liệu${vi} nên tệp không được nhận. Hãy xuất lại ra PDF.`, en: `At the beginning of the file, before the PDF, there are data${en}. Export it as PDF again.` };
  if (end === 'after') return { vi: `Ở cuối tệp, sau phần PDF, có dữ liệu${vi} nên tệp không được nhận. Hãy xuất lại ra PDF.`, en: `At the end of the file, behind the PDF, there are data${en}. Export it as PDF again.` };
  return { vi: 'Tệp chứa dữ liệu lạ ngoài phần PDF nên không được nhận. Hãy xuất lại ra PDF.', en: 'The file carries foreign data beside the PDF. Export it again.' };
}

/** Refusals by their reason. */
export const REFUSAL_SENTENCES: Sentences = {
  'documents.office_other_kind': ({ kind }) => ({ vi: `Tên tệp kết thúc bằng .${String(kind ?? '?')} nhưng bên trong là loại khác. Hãy mở tệp bằng phần mềm đã tạo ra nó, lưu lại rồi gửi.`, en: `The name ends in .${String(kind ?? '?')}, but inside it is something else. Open the file in the program that made it, save it anew and send it.` }),
  'documents.office_encrypted': ofTheFile('Tệp có mật khẩu nên không mở được. Hãy bỏ mật khẩu rồi gửi lại.', 'The file has a password and cannot be opened. Remove the password and send it again.'),
  'documents.office_damaged': ofTheFile('Tệp bị hỏng, không đọc được. Hãy lưu lại từ bản gốc rồi gửi.', 'The file is damaged and cannot be read. Save it anew from the original and send it.'),
  'documents.office_hostile': ofTheFile('Tệp được tạo theo cách không phần mềm văn phòng nào dùng và có thể gây hại, nên không được nhận.', 'The file is made as no office program makes one and may do harm; it is not taken.'),
  'documents.office_bomb': ofTheFile('Tệp nén quá nhiều dữ liệu so với cỡ của nó nên không được mở. Hãy xuất ra PDF rồi gửi.', 'The file unpacks to far more than its size and is not opened. Export it as PDF and send that.'),
  'documents.no_converter': ofTheFile('Máy chủ này chưa cài LibreOffice nên chỉ nhận PDF và ảnh PNG, JPEG. Hãy xuất tài liệu ra PDF rồi gửi lại.', 'LibreOffice is not installed on this server: it takes PDF and PNG or JPEG pictures. Export the paper as PDF and send it again.'),
  'documents.no_isolation': ofTheFile('Máy chủ này không tách riêng được phần mềm chuyển đổi, nên không nhận loại tệp này. Hãy xuất ra PDF rồi gửi lại.', 'This server cannot keep the converter apart, so it does not take this kind of file. Export it as PDF and send it again.'),
  'documents.not_converted': ofTheFile('Không chuyển được tệp thành PDF. Hãy mở tệp, xuất ra PDF rồi gửi.', 'The file could not be made a PDF. Open it, export it as PDF and send that.'),
  'documents.too_many_pictures': ({ pages }) => ({ vi: `Tệp TIFF có ${String(pages ?? '?')} trang; ở đây chỉ nhận TIFF một trang. Hãy lưu thành PDF rồi gửi.`, en: `The TIFF file has ${String(pages ?? '?')} pages; only TIFF of one page is taken here. Save it as PDF and send that.` }),
  'documents.not_pdf': ofTheFile('Tệp này không phải PDF. Hãy xuất tài liệu ra PDF rồi gửi lại.', 'This file is no PDF. Export the paper as PDF and send it again.'),
  'documents.polyglot': polyglot,
  'documents.encrypted': ofTheFile('Tệp có mật khẩu nên không mở được. Hãy bỏ mật khẩu rồi gửi lại.', 'The file has a password and cannot be opened. Remove the password and send it again.'),
  'documents.encrypted_for_certificates': ofTheFile('Tệp được mã hóa cho chứng thư số của người nhận nên không mở được ở đây. Hãy gửi bản không mã hóa.', 'The file is encrypted for certificates of its recipients and cannot be opened here. Send it unencrypted.'),
  'documents.encrypted_by_handler': ({ handler }) => ({ vi: `Tệp được khóa bằng phần mềm quản lý bản quyền (${String(handler ?? '?')}) nên không mở được ở đây. Hãy gửi bản không khóa.`, en: `The file is locked by a rights management program (${String(handler ?? '?')}) and cannot be opened here. Send it unlocked.` }),
  'documents.encryption_unreadable': ({ detail }) =>
    detail === 'attachments'
      ? { vi: 'Tệp có phần đính kèm được mã hóa nên không mở được ở đây. Hãy in lại ra PDF rồi gửi.', en: 'What is attached inside the file is encrypted, so it cannot be opened here. Print it to PDF again.' }
      : { vi: 'Tệp mở được không cần mật khẩu, nhưng được mã hóa theo cách không kiểm tra được ở đây. Hãy in lại ra PDF rồi gửi.', en: 'The file opens without a password, but it is encrypted in a way that cannot be checked here. Print it to PDF again.' },
  'documents.damaged': (params) => at(params, 'Tệp bị hỏng, không đọc được đủ các trang. Hãy xuất lại từ bản gốc.', 'The file is damaged; not all pages can be read. Export it again from the original.'),
  'documents.page_count_unclear': ({ walked, shown }) =>
    isNumber(walked) && isNumber(shown)
      ? { vi: `Không xác định được số trang của tệp: cây trang có ${figure(walked, 'vi')} trang, trình xem thấy ${figure(shown, 'vi')}. Hãy xuất lại ra PDF.`, en: `The number of pages cannot be told: the page tree has ${figure(walked, 'en')}, the viewer finds ${figure(shown, 'en')}. Export the file again.` }
      : { vi: 'Không xác định được số trang của tệp. Hãy xuất lại ra PDF.', en: 'The number of pages cannot be told. Export the file again.' },
  'documents.too_many_pages': ({ limit, found }) => ({
    vi: `${isNumber(found) ? `Tệp có ${figure(found, 'vi')} trang, nhiều` : 'Tệp có nhiều'} hơn mức ${figure(limit, 'vi')} trang. Hãy tách thành nhiều tệp.`,
    en: `The file has ${isNumber(found) ? `${figure(found, 'en')} pages, ` : ''}more than ${figure(limit, 'en')}${isNumber(found) ? '' : ' pages'}. Split it.`,
  }),
  'documents.page_too_large': (params) => {
    const { found, limit } = params;
    const [vi, en] = isNumber(limit) ? [` (${isNumber(found) ? `dài ${figure(found, 'vi')} mm, ` : ''}mức cho phép là ${figure(limit, 'vi')} mm)`, ` (${isNumber(found) ? `${figure(found, 'en')} mm long, ` : ''}the limit is ${figure(limit, 'en')} mm)`] : ['', ''];
    return at(params, `Khổ giấy quá lớn${vi} nên không hiển thị được trên máy tính bảng.`, `The paper size is too large to be shown on a tablet${en}.`);
  },
  'documents.image_too_large': (params) => {
    const { found, limit } = params;
    const [vi, en] = isNumber(limit) && isNumber(found) ? [` (${figure(found, 'vi')} triệu điểm ảnh, mức cho phép là ${figure(limit, 'vi')})`, ` (${figure(found, 'en')} million pixels, the limit is ${figure(limit, 'en')})`] : ['', ''];
    return at(params, `Có hình ảnh quá lớn${vi}. Hãy xuất lại trang này với hình nhỏ hơn.`, `A picture is too large${en}. Export the page with a smaller picture.`);
  },
  'documents.too_complex': tooComplex,
  'documents.page_too_complex': (params) => {
    const [vi, en] = isNumber(params.limit) ? [` (hơn ${figure(params.limit, 'vi')} nét vẽ)`, ` (more than ${figure(params.limit, 'en')} drawing steps)`] : ['', ''];
    return at(params, `Hình vẽ quá phức tạp${vi} nên không hiển thị được. Hãy xuất trang này thành hình ảnh rồi gửi lại.`, `The drawing is too complex to be shown${en}. Export the page as an image and send the file again.`);
  },
  'documents.active_content': (params) => at(params, `Tệp có ${inWords(params.kinds, 'vi')} nên không được nhận. Hãy in lại ra PDF.`, `The file has ${inWords(params.kinds, 'en')}. Print it to PDF again.`),
  'documents.form_only': ofTheFile('Tệp là biểu mẫu điện tử (XFA) chưa có trang nào để xem, chỉ có dòng “Please wait”. Hãy mở bằng Adobe Reader, in ra PDF rồi gửi.', 'The file is a form (XFA) without pages of its own, only “Please wait”. Open it in Adobe Reader, print it to PDF and send that.'),
  'documents.secret_marking': ({ mark, page = 1 }) => ({
    vi: `Tệp có dấu hiệu bí mật nhà nước nên không được nhận.${mark ? ` Trang ${String(page)} mang chữ “${String(mark)}”.` : ''} Dùng mục “Nội dung theo tài liệu giấy”.`,
    en: `The file carries a mark of a state secret and is not taken.${mark ? ` Page ${String(page)} bears “${String(mark)}”.` : ''} Use a paper-only item.`,
  }),
  'documents.too_large': ({ limit }) => ({ vi: `Tệp lớn hơn dung lượng cho phép${isNumber(limit) ? ` (${figure(Math.round(limit / 1024 / 1024), 'vi')} MB)` : ''}.`, en: `The file is larger than allowed${isNumber(limit) ? ` (${figure(Math.round(limit / 1024 / 1024), 'en')} MB)` : ''}.` }),
};

/** What is said of an accepted file. */
const FINDING_SENTENCES: Readonly<Record<string, Sentence>> = {
  repaired: { vi: 'Cấu trúc tệp có lỗi đã được bỏ qua; hãy xem lại các trang.', en: 'Faults in the file were worked around; look through the pages.' },
  owner_restricted: { vi: 'Tệp có hạn chế của người lập: xem được, không ký hay đóng dấu lên được.', en: 'Its author restricted the file: it can be read, not signed or stamped.' },
  no_text_first_page: { vi: 'Trang 1 không có chữ để máy tìm dấu mật; người gửi tự kiểm tra.', en: 'Page 1 has no text to search for marks of secrecy; look for them yourself.' },
  read_by_machine: { vi: 'Trang 1 là ảnh quét: dấu mật được tìm trong chữ do máy đọc, có thể sót; người gửi tự kiểm tra lại.', en: 'Page 1 is a scan: marks of secrecy were looked for in text read by machine, which may miss one; look for them yourself.' },
  heavy_pages: { vi: 'Vẽ nặng đối với máy tính bảng nên được hiện bằng ảnh; tìm kiếm và ghi chú vẫn như thường.', en: 'Heavy for a tablet to draw and shown from a picture; search and marks work as ever.' },
  secrecy_doubt: { vi: 'Có chữ có thể là dấu chỉ độ mật; người gửi được hỏi trước khi nhận.', en: 'A word may be a mark of secrecy; its sender is asked before it is taken.' },
  data_before: { vi: 'Dữ liệu trước phần PDF (của máy in hoặc máy Mac) đã được bỏ khi hiển thị; bản gốc vẫn được giữ.', en: 'Data before the PDF (a printer’s or a Mac’s) are left out when it is shown; the original is kept.' },
  data_after: { vi: 'Dữ liệu thừa sau phần PDF đã được bỏ khi hiển thị; bản gốc vẫn được giữ.', en: 'Data behind the PDF are left out when it is shown; the original is kept.' },
  damaged_content: { vi: 'Một phần nội dung bị hỏng nên không hiện đủ; hãy so với bản gốc.', en: 'A part of the content is damaged and not shown in full; compare it with the original.' },
  sibling_file: { vi: 'Có liên kết tới tệp nằm cạnh tệp này; ở đây không mở được, hãy gửi kèm tệp đó.', en: 'There are links to files beside this one, which cannot be opened here; send those files as well.' },
  goto_remote: { vi: 'Có liên kết tới tệp khác; ở đây không mở được, hãy gửi kèm tệp đó.', en: 'There are links to other files, which cannot be opened here; send those files as well.' },
  xfa: { vi: 'Có biểu mẫu điện tử (XFA) kèm theo; chỉ các trang được hiển thị.', en: 'An electronic form (XFA) comes with it; only the pages are shown.' },
};

/** @param pages where it was met, from 1; empty where it belongs to no page. */
export function findingSentence(kind: string, pages: readonly number[]): Sentence {
  const known = FINDING_SENTENCES[kind] ?? {
    vi: `Có ${inWords(kind, 'vi')}; không chạy ở đây.`,
    en: `There is active content (${inWords(kind, 'en')}); nothing of it runs here.`,
  };
  const [first] = pages;
  if (first === undefined) return known;
  if (pages.length === 1) return at({ page: first }, known.vi, known.en);
  const goOn = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
  return { vi: `Các trang ${pages.join(', ')}: ${goOn(known.vi)}`, en: `Pages ${pages.join(', ')}: ${goOn(known.en)}` };
}

/** @returns undefined for a reason that says nothing of the file. */
export function refusalSentence(reason: string, params: Params): Sentence | undefined {
  return REFUSAL_SENTENCES[reason]?.(params);
}
