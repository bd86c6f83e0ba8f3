import { openApplication } from '../../application';
import { system } from '../../kernel/actor';
import { readConfig } from '../../kernel/config';
import { parseArguments, UsageError, write } from './arguments';

/**
 * `phien link USER_NAME`: whoever stands at the server is the second person where there is only one administrator. The server must
 * not be running. The owner of the account and the chairs of its bodies are told, and it stands in the audit log.
 */
export async function link(args: readonly string[], dataDir: string): Promise<number> {
  const { words } = parseArguments(args, { flags: [], options: [] });
  const [userName, ...more] = words;
  if (!userName || more.length > 0) throw new UsageError('Dùng: phien link TÊN_ĐĂNG_NHẬP', 'Use: phien link USER_NAME');
  const { origin, blobs, rows } = readConfig(process.env);
  const application = await openApplication({ dataDir, origin, blobs, rows });
  try {
    const console = system('console');
    const { people } = await application.query('organization.directory', {}, console);
    const person = people.find((row) => row.userName === userName.normalize('NFC').toLowerCase());
    if (!person) throw new UsageError(`Không có tài khoản “${userName}”.`, `There is no account “${userName}”.`);
    const { token } = await application.execute('identity.issue-link', { kind: 'set_password', personId: person.id }, console);
    write(`Liên kết đặt mật khẩu cho ${person.fullName} (một lần, 24 giờ); chủ tài khoản và chủ tọa được báo:\nA link to set the password of ${person.fullName} (once, 24 hours); the owner and the chair are told:\n${origin}/welcome/${token}\n`);
    return 0;
  } finally {
    await application.stop();
  }
}
