import { createMailer } from '../../adapters/mail/mailer';
import { mailWords } from '../../adapters/mail/mail-words';
import type { MailPlace } from '../../kernel/mail-place';
import type { DoctorRow } from './doctor-tools';

/** Whether the mail server can be reached and lets us in; nothing is sent. Without one letters wait, which is no failure. */
export async function checkMail(place: MailPlace | null): Promise<DoctorRow> {
  const row = { id: 'mail', label: { vi: 'Máy chủ thư', en: 'Mail server' } };
  const mailer = createMailer(place);
  if (mailer.place === null) return { ...row, state: 'ok', value: '', note: { vi: 'Chưa đặt (PHIEN_SMTP): thư mời sẽ chờ.', en: 'None is set (PHIEN_SMTP): invitations wait.' } };
  const found = await mailer.look();
  if (!found) return { ...row, state: 'ok', value: mailer.place.name };
  return { ...row, state: 'warn', value: [mailer.place.name, found.code].filter(Boolean).join(', '), note: mailWords(found.problem) };
}
