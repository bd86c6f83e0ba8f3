import type { MailProblem } from '../../kernel/ports/mailer';

const WORDS: Readonly<Partial<Record<MailProblem, { vi: string; en: string }>>> = {
  unreachable: { vi: 'Không kết nối được: xem tên máy, cổng và tường lửa trong PHIEN_SMTP.', en: 'It cannot be reached: look at host, port and firewall of PHIEN_SMTP.' },
  silent: { vi: 'Máy chủ không trả lời.', en: 'It does not answer.' },
  cut_off: { vi: 'Máy chủ ngắt kết nối: có thể sai cổng hoặc sai smtp/smtps.', en: 'It hangs up: port, or smtp instead of smtps, may be wrong.' },
  certificate: { vi: 'Chứng thư không được tin: thêm ?authority=TỆP vào PHIEN_SMTP, hoặc ghi đúng tên máy trong chứng thư.', en: 'Its certificate is not trusted: add ?authority=FILE to PHIEN_SMTP, or name the host as the certificate does.' },
  no_encryption: { vi: 'Máy chủ không có STARTTLS: dùng smtps://, hoặc ?plain=1 nếu mạng giữa hai máy là mạng riêng.', en: 'It has no STARTTLS: use smtps://, or ?plain=1 on a network of your own.' },
  sign_in: { vi: 'Tên đăng nhập hoặc mật khẩu không đúng.', en: 'It refuses user name or password.' },
};

/** What an operator reads. */
export const mailWords = (problem: MailProblem): { vi: string; en: string } => WORDS[problem] ?? { vi: 'Máy chủ thư từ chối.', en: 'It refuses.' };
