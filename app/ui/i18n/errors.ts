import { defineTexts, fillText } from './texts';
import type { Language } from './languages';
import type { Texts } from './texts';

/** What a failed call tells: the same shape `DomainError` leaves the server with. */
export interface PresentableError {
  code: string;
  reason: string;
  params?: Readonly<Record<string, unknown>>;
}

/** One sentence for every code; whatever reason has no text of its own falls back to its code. */
export const errorTexts = defineTexts({
  vi: {
    invalid: 'Nội dung gửi lên chưa hợp lệ. Hãy kiểm tra lại các mục đã nhập.',
    unauthenticated: 'Phiên đăng nhập đã hết. Hãy đăng nhập lại; nội dung đang soạn vẫn còn trên máy này.',
    forbidden: 'Tài khoản này không có quyền thực hiện việc vừa chọn.',
    not_found: 'Không tìm thấy trang này, hoặc trang không dành cho tài khoản này.',
    not_allowed: 'Địa chỉ này không nhận việc vừa chọn. Hãy tải lại trang rồi thực hiện lại.',
    too_slow: 'Nội dung gửi lên quá chậm nên máy chủ đã dừng nhận. Hãy kiểm tra mạng rồi gửi lại.',
    address_too_long: 'Địa chỉ quá dài nên không mở được. Hãy vào lại từ trang chủ.',
    conflict: 'Nội dung vừa được thay đổi từ thiết bị khác. Hãy xem bản mới rồi thực hiện lại.',
    gone: 'Nội dung này đã được rút lại và không còn xem được.',
    too_large: 'Tệp hoặc nội dung vượt quá dung lượng cho phép.',
    unsupported: 'Định dạng này không được hỗ trợ. Hãy dùng tệp PDF.',
    rejected: 'Hệ thống không nhận nội dung này.',
    rate_limited: 'Có quá nhiều yêu cầu trong thời gian ngắn. Hãy chờ một phút rồi thử lại.',
    internal: 'Máy chủ gặp sự cố nên việc này chưa thực hiện được. Nội dung vừa nhập vẫn còn trên máy này.',
    unavailable: 'Máy chủ đang bận hoặc đang khởi động lại. Hãy thử lại sau ít phút.',
    storage_full: 'Máy chủ hết chỗ lưu trữ nên chưa lưu được. Hãy báo quản trị viên; nội dung vừa nhập vẫn còn trên máy này.',
    'text.unprintable': 'Văn bản không in được các ký tự: {characters}. Hãy xóa hoặc viết bằng chữ; phần còn lại vẫn giữ nguyên.',
    network: 'Chưa có mạng. Nội dung chưa được gửi; giữ nguyên màn hình này.',
    unreached: 'Chưa kết nối được máy chủ, có thể đang khởi động lại. Chưa có trả lời cho nội dung vừa gửi; giữ nguyên màn hình này rồi thực hiện lại.',
  },
  en: {
    invalid: 'Something entered is not valid. Check the fields.',
    unauthenticated: 'The sign-in has expired. Sign in again; what was being written is still on this device.',
    forbidden: 'This account is not allowed to do that.',
    not_found: 'This page was not found, or it is not for this account.',
    not_allowed: 'This address does not accept that action. Reload the page, then try again.',
    too_slow: 'The content came too slowly, so the server stopped receiving it. Check the network and send it again.',
    address_too_long: 'The address is too long and cannot be opened. Start from the home page.',
    conflict: 'This was just changed on another device. Look at the new version, then try again.',
    gone: 'This content was withdrawn and can no longer be seen.',
    too_large: 'The file or content is larger than allowed.',
    unsupported: 'This format is not supported. Use a PDF file.',
    rejected: 'The system does not accept this content.',
    rate_limited: 'Too many requests in a short time. Wait a minute, then try again.',
    internal: 'Something went wrong on the server, so this was not done. What you entered is still on this device.',
    unavailable: 'The server is busy or restarting. Try again in a few minutes.',
    storage_full: 'The server has run out of storage, so nothing was saved. Tell the administrator; what was entered is still on this device.',
    'text.unprintable': 'Documents cannot show these characters: {characters}. Delete them or write words instead; all else is kept.',
    network: 'No network. Nothing was sent; keep this screen open.',
    unreached: 'The server cannot be reached; it may be restarting. There is no answer to what was sent; keep this screen open, then try again.',
  },
});

const registry: Record<Language, Map<string, string>> = {
  vi: new Map([
    ['load.own_share', 'Tài khoản này vừa yêu cầu quá nhiều việc cùng lúc. Hãy chờ {seconds} giây rồi thử lại; nội dung vừa nhập vẫn còn trên máy này.'],
    ['load.all_busy', 'Máy chủ đang phục vụ rất nhiều người cùng lúc. Hãy thử lại sau ít giây; nội dung vừa nhập vẫn còn trên máy này.'],
  ]),
  en: new Map([
    ['load.own_share', 'This account has just asked for too much at once. Wait {seconds} {seconds:plural:second|seconds}, then try again; what was entered is still on this device.'],
    ['load.all_busy', 'The server is serving very many people at once. Try again in a few seconds; what was entered is still on this device.'],
  ]),
};

type ErrorParams = Readonly<Record<string, string | number | boolean | null>>;

/** Sentences that depend on what is known of the case; they go before the registered texts. */
const composed = new Map<string, (params: ErrorParams) => Readonly<Record<Language, string>>>();

/** Adds sentences that a text with slots cannot make, keyed by reason. Call it where `registerErrorTexts` is called. */
export function registerErrorSentences(sentences: Readonly<Record<string, (params: ErrorParams) => Readonly<Record<Language, string>>>>): void {
  for (const [reason, sentence] of Object.entries(sentences)) composed.set(reason, sentence);
}

/**
 * Adds the sentences of a feature, keyed by reason: `registerErrorTexts(defineTexts({ vi: { 'documents.encrypted_pdf': '…' }, en: … }))`.
 * Call it at module level of the feature's texts file. Registering the same reason again replaces it.
 */
export function registerErrorTexts(texts: Texts<Readonly<Record<string, string>>>): void {
  for (const language of ['vi', 'en'] as const) {
    for (const [reason, sentence] of Object.entries(texts[language])) registry[language].set(reason, sentence);
  }
}

const sentenceOf = (key: string, language: Language): string | undefined =>
  registry[language].get(key) ?? registry.vi.get(key) ?? (errorTexts[language] as Readonly<Record<string, string>>)[key];

/** The sentence for an error in the reader's language: by reason, else by code, else the one for `internal`. Never a raw key. A failure of the server names its request. */
export function describeError(error: PresentableError, language: Language): string {
  const code = error.code === 'internal' ? requestCode(error) : null;
  const sentence = sentenceFor(error, language);
  return code === null ? sentence : `${sentence} ${REQUEST[language]}: ${code}.`;
}

const REQUEST: Readonly<Record<Language, string>> = { vi: 'Mã yêu cầu', en: 'Request code' };

/** The code by which an operator finds a failed request in the log; null where the error has none. */
export function requestCode({ params }: PresentableError): string | null {
  const request = params?.request;
  return typeof request === 'string' && request !== '' ? request : null;
}

function sentenceFor(error: PresentableError, language: Language): string {
  const own = composed.get(error.reason)?.((error.params ?? {}) as ErrorParams);
  if (own) return own[language];
  const sentence = sentenceOf(error.reason, language) ?? sentenceOf(error.code, language) ?? errorTexts[language].internal;
  return fillText(sentence, error.params ?? {}, language);
}

/** Whether a reason has its own sentence; features test that all of theirs do. */
export function hasErrorText(reason: string): boolean {
  return composed.has(reason) || (registry.vi.has(reason) && registry.en.has(reason));
}
