import { openApplication, type Application } from '../../application';
import { system } from '../../kernel/actor';
import { readConfig } from '../../kernel/config';
import { parseArguments, UsageError, write } from './arguments';

const console = system('console');

async function list(application: Pick<Application, 'query'>): Promise<number> {
  const { locks } = await application.query('signing.pin-locks', {}, console);
  if (locks.length === 0) write('Không ai đang nhập sai mã PIN.\nNobody has wrong PINs at present.\n');
  for (const { personId, keyId, fullName, seal, left } of locks) write(`${personId}  ${keyId}  ${fullName}${seal === null ? '' : ` (${seal})`}: còn ${left} lần / ${left} left\n`);
  return 0;
}

/**
 * `phien pin` lists wrong PINs, `phien pin reset --person ID --key ID --reason TEXT` lets somebody try again, for the hour in which no
 * administrator can sign in. Works while no server runs on the folder.
 */
export async function pin(args: readonly string[], dataDir: string): Promise<number> {
  const { words, options } = parseArguments(args, { flags: [], options: ['person', 'key', 'reason'] });
  const [personId, keyId, reason] = ['person', 'key', 'reason'].map((name) => options.get(name)?.[0]);
  const isReset = words[0] === 'reset';
  if (words.length > 1 || (words.length === 1 && !isReset) || (isReset && !(personId && keyId && reason))) {
    throw new UsageError('Dùng: phien pin, hoặc phien pin reset --person MÃ --key MÃ --reason LÝ_DO', 'Use: phien pin, or phien pin reset --person ID --key ID --reason TEXT');
  }
  const { origin, blobs, rows } = readConfig(process.env);
  const application = await openApplication({ dataDir, origin, blobs, rows });
  try {
    if (!isReset) return await list(application);
    const { fullName } = await application.execute('signing.reset-pin', { personId: personId ?? '', keyId: keyId ?? '', reason: reason ?? '' }, console);
    write(`${fullName} được nhập lại mã PIN.\n${fullName} may try the PIN again.\n`);
    return 0;
  } finally {
    await application.stop();
  }
}
