/**
 * What the transport itself refuses, in words: a page in the browser's place of the one asked for, and beside the key in
 * an answer to a program. What the modules refuse is told by the pages.
 */
const SENTENCES: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  'request.method': ['Địa chỉ này không nhận kiểu yêu cầu {method}. Hãy mở lại trang bằng trình duyệt.', 'This address does not take {method} requests. Open the page in a browser.'],
  'request.address_too_long': ['Địa chỉ dài hơn {limit} ký tự nên không mở được. Hãy vào lại từ trang chủ.', 'The address is longer than {limit} characters and cannot be opened. Start from the home page.'],
  'request.address': ['Địa chỉ viết sai nên không mở được. Hãy vào lại từ trang chủ.', 'The address is not written properly and cannot be opened. Start from the home page.'],
  'request.cookies': ['Trình duyệt gửi kèm quá nhiều cookie nên không mở được trang. Hãy xóa cookie của địa chỉ này rồi thử lại.', 'The browser sent too many cookies, so the page was not opened. Clear the cookies of this address and try again.'],
  'request.encoding': ['Máy chủ không nhận nội dung gửi lên ở dạng nén. Hãy gửi lại không nén.', 'The server does not take compressed content. Send it again uncompressed.'],
  'request.body_unexpected': ['Yêu cầu xem trang không được kèm nội dung gửi lên. Chưa có gì thay đổi; hãy mở lại trang.', 'A request to see a page must carry no content. Nothing was changed; open the page again.'],
  'request.form_too_large': ['Nội dung gửi lên lớn hơn {kilobytes} kB nên chưa được nhận. Chưa có gì thay đổi; hãy rút ngắn rồi gửi lại.', 'What was sent is larger than {kilobytes} kB and was not taken. Nothing was changed; shorten it and send it again.'],
  'request.too_many_fields': ['Biểu mẫu có nhiều hơn {limit} mục nên chưa được nhận. Chưa có gì thay đổi; hãy tải lại trang rồi gửi lại.', 'The form has more than {limit} fields and was not taken. Nothing was changed; load the page again and send it again.'],
  'request.not_a_form': ['Nội dung gửi lên không phải biểu mẫu của trang này nên chưa được nhận. Chưa có gì thay đổi; hãy tải lại trang rồi gửi lại.', 'What was sent is no form of this page and was not taken. Nothing was changed; load the page again and send it again.'],
  'request.form_malformed': ['Biểu mẫu gửi lên bị hỏng trên đường truyền nên chưa được nhận. Chưa có gì thay đổi; hãy gửi lại.', 'The form arrived damaged and was not taken. Nothing was changed; send it again.'],
  'request.too_slow': ['Nội dung gửi lên quá chậm nên máy chủ đã dừng nhận. Chưa có gì thay đổi; hãy kiểm tra mạng rồi gửi lại.', 'The content came too slowly, so the server stopped receiving it. Nothing was changed; check the network and send it again.'],
  'request.cross_origin': ['Yêu cầu không đến từ trang của hệ thống này nên bị từ chối.', 'The request did not come from a page of this system and was refused.'],
  'request.refused': ['Máy chủ không nhận yêu cầu viết như vậy. Hãy tải lại trang.', 'The server does not take a request written like this. Load the page again.'],
  internal: ['Máy chủ gặp sự cố nên chưa thực hiện được. Hãy thử lại; nếu vẫn vậy, đọc mã yêu cầu dưới đây cho quản trị viên.', 'Something went wrong on the server, so this was not done. Try again; if it stays so, read the request code below to the administrator.'],
  'upload.too_many': ['Từ địa chỉ này đang gửi quá nhiều tệp cùng lúc. Hãy chờ một phút rồi gửi lại.', 'Too many files are being sent from this address at once. Wait a minute, then send the file again.'],
  'sandbox.busy': ['Đang có nhiều tệp chờ kiểm tra. Hãy thử lại sau một phút.', 'Many files are waiting to be checked. Try again in a minute.'],
  'sandbox.stopped': ['Việc kiểm tra tệp này vượt quá giới hạn của máy chủ nên đã dừng; điều đó không nói gì về chữ ký. Hãy kiểm tra bằng dòng lệnh “phien verify” trên máy riêng.', 'Checking this file went beyond the limits of the server and was stopped; that says nothing about its signatures. Check it with “phien verify” on a machine of your own.'],
};

const GENERAL: readonly [vi: string, en: string] = ['Máy chủ không nhận yêu cầu này.', 'The server does not take this request.'];

/** The sentence of a reason in both languages, filled in; a general one for reasons the transport does not know. */
export function refusalText(reason: string, params: Readonly<Record<string, unknown>>): { vi: string; en: string } {
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
  const [vi, en] = SENTENCES[reason] ?? GENERAL;
  return { vi: fill(vi), en: fill(en) };
}

export const isTransportReason = (reason: string): boolean => Object.hasOwn(SENTENCES, reason);

const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** By what an operator finds the request in the log, in words to be read out. */
export const requestLine = (id: string): { vi: string; en: string } => ({ vi: `Mã yêu cầu: ${id}`, en: `Request code: ${id}` });

/** A page without scripts, styles or files of its own: it must stand where nothing else does. */
export function refusalPage({ vi, en }: { vi: string; en: string }, requestId: string | null): string {
  const line = requestId === null ? null : requestLine(requestId);
  const number = line === null ? '' : `<p>${escape(line.vi)}<br><span lang="en">${escape(line.en)}</span></p>`;
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Phiên</title><h1>Chưa thực hiện được</h1><p>${escape(vi)}</p><p lang="en">${escape(en)}</p>${number}<p><a href="/">Về trang chủ · Home</a></p></html>`;
}
