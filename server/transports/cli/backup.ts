import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { readKeep, readRecipients, type Keep } from '../../kernel/backup-plan';
import { readBlobPlace } from '../../kernel/blob-place';
import { BootError } from '../../kernel/boot-error';
import { readDatabasePlace } from '../../kernel/database-place';
import type { BackupFacts } from '../../kernel/ports/backups';
import { fromCwd, parseArguments, UsageError, write, type Arguments } from './arguments';
import { ageOf, backupFolder, use } from './backup-words';

/** Of the environment: what a new machine has to be told again. Secrets are not among them. */
const SETTINGS = ['PORT', 'HOST', 'PHIEN_ORIGIN', 'PHIEN_DATA', 'PHIEN_BLOBS', 'PHIEN_TLS', 'PHIEN_TLS_CERT', 'PHIEN_TLS_KEY', 'PHIEN_TRUSTED_PROXIES', 'PHIEN_BACKUP', 'PHIEN_BACKUP_AT', 'PHIEN_BACKUP_KEEP', 'PHIEN_BACKUP_KEY'];

const settingsOf = (env: NodeJS.ProcessEnv): Record<string, string> => Object.fromEntries(SETTINGS.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));

function keepOf(options: Arguments['options'], otherwise: Keep | null): Keep | null {
  const [given] = options.get('keep') ?? [];
  if (given === undefined) return otherwise;
  const keep = readKeep(given);
  if (!keep) throw new UsageError('--keep cần NGÀY,TUẦN,THÁNG, ví dụ 7,4,12.', '--keep takes DAYS,WEEKS,MONTHS, such as 7,4,12.');
  return keep;
}

const megabytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(1)} MB`;

/** `phien backup …`. @returns 0 when it is done and whole, 1 when something is missing in it. */
export async function backup(args: readonly string[], dataDir: string): Promise<number> {
  const parsed = parseArguments(args, { flags: ['json'], options: ['keep', 'at', 'key', 'scratch'] });
  const [first, ...rest] = parsed.words;
  const verb = ['list', 'verify', 'prune', 'key'].includes(first ?? '') ? first : undefined;
  const words = verb ? rest : parsed.words;
  if (words.length > 1) throw use();
  switch (verb) {
    case 'list':
      return list(backupFolder(words[0]), parsed.flags.has('json'));
    case 'verify':
      return (await import('./restore')).verifyBackup(backupFolder(words[0]), parsed);
    case 'prune':
      return prune(backupFolder(words[0]), parsed);
    case 'key':
      if (!words[0]) throw use();
      return makeKeyFile(fromCwd(words[0]));
    default:
      return make(backupFolder(words[0]), dataDir, parsed);
  }
}

async function make(folder: string, dataDir: string, { flags, options }: Arguments): Promise<number> {
  const keep = keepOf(options, null);
  const recipients = readRecipients(process.env);
  const { makeBackup } = await import('../../adapters/backup/make');
  const made = await makeBackup({ dataDir, folder, blobs: readBlobPlace(process.env), rows: readDatabasePlace(process.env), recipients, settings: settingsOf(process.env), gentle: true });
  const pruned = keep ? await (await import('../../adapters/backup/prune')).pruneBackups(folder, keep) : null;
  const whole = made.missing === 0;
  if (flags.has('json')) {
    write(`${JSON.stringify({ ok: whole, ...made, pruned })}\n`);
    return whole ? 0 : 1;
  }
  const head = `${made.audit.rows}:${made.audit.head}`;
  write(`Đã sao lưu vào ${folder}, bản ${made.id}: ${made.files} tệp tài liệu (${made.shared} đã có sẵn), ghi ${megabytes(made.written)}.\n`);
  write(`Backed up into ${folder} as ${made.id}: ${made.files} stored files (${made.shared} were there), ${megabytes(made.written)} written.\n`);
  write(`Đầu chuỗi nhật ký / head of the audit log: ${head}\n`);
  if (!made.sealed) {
    write('Bản này KHÔNG mã hóa: ai đọc được thư mục này đọc được mọi hồ sơ. Đặt PHIEN_BACKUP_KEY (phien backup key).\n');
    write('It is NOT sealed: whoever reads this folder reads every record. Set PHIEN_BACKUP_KEY (phien backup key).\n');
  }
  if (!whole) {
    write(`${made.missing} tệp mà hồ sơ nêu đã mất hoặc hỏng TRƯỚC khi sao lưu: phien blobs verify nêu từng tệp.\n`);
    write(`${made.missing} files that records name were missing or damaged BEFORE this backup: phien blobs verify names each.\n`);
  }
  if (pruned) write(`Đã bỏ ${pruned.removed.length} bản cũ, ${pruned.files} tệp / ${pruned.removed.length} old backups and ${pruned.files} files let go\n`);
  return whole ? 0 : 1;
}

async function list(folder: string, json: boolean): Promise<number> {
  const { listBackups } = await import('../../adapters/backup/place');
  const listed = listBackups(folder);
  const whole = listed.filter(({ facts }) => facts !== null);
  if (json) write(`${JSON.stringify({ ok: whole.length === listed.length && whole.length > 0, backups: listed })}\n`);
  else if (listed.length === 0) write(`Không có bản sao lưu nào trong ${folder}\nThere is no backup in ${folder}\n`);
  else for (const { id, facts, problem } of listed) write(`${id.padEnd(24)} ${facts ? lineOf(facts) : `${problem?.vi ?? ''}\n${' '.repeat(25)}${problem?.en ?? ''}`}\n`);
  return whole.length === listed.length && whole.length > 0 ? 0 : 1;
}

function lineOf({ madeAt, bytes, files, missing, sealed }: BackupFacts): string {
  const age = ageOf(madeAt);
  const local = madeAt.toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'short' });
  const lacking = missing > 0 ? `, thiếu ${missing} / ${missing} missing` : '';
  return `${local}  ${age.vi} / ${age.en}  ${megabytes(bytes)}  ${files} tệp / files${lacking}  ${sealed ? 'mã hóa / sealed' : 'KHÔNG mã hóa / not sealed'}`;
}

async function prune(folder: string, { flags, options }: Arguments): Promise<number> {
  const { DEFAULT_KEEP } = await import('../../kernel/backup-plan');
  const keep = keepOf(options, (process.env['PHIEN_BACKUP_KEEP'] ? readKeep(process.env['PHIEN_BACKUP_KEEP']) : null) ?? DEFAULT_KEEP);
  const { pruneBackups } = await import('../../adapters/backup/prune');
  const { removed, kept, unreadable, files, bytes } = await pruneBackups(folder, keep ?? DEFAULT_KEEP);
  if (flags.has('json')) write(`${JSON.stringify({ ok: unreadable.length === 0, removed, kept, unreadable, files, bytes })}\n`);
  else {
    write(`Đã bỏ ${removed.length} bản, ${files} tệp (${megabytes(bytes)}); giữ ${kept.length} bản.\n${removed.length} backups and ${files} files (${megabytes(bytes)}) let go; ${kept.length} kept.\n`);
    if (unreadable.length > 0) {
      write(`Không tin được ${unreadable.join(', ')}: chưa xóa tệp nào. Xem: phien backup list.\n`);
      write(`${unreadable.join(', ')} cannot be believed: no stored file was removed. See: phien backup list.\n`);
    }
  }
  return unreadable.length === 0 ? 0 : 1;
}

async function makeKeyFile(file: string): Promise<number> {
  if (existsSync(file)) throw new BootError(`${file} đã có; không ghi đè.`, `${file} is there already and is not overwritten.`);
  const { makeKey } = await import('../../adapters/backup/seal');
  const { secret, recipient } = await makeKey();
  await writeFile(file, `# public key: ${recipient}\n${secret}\n`, { flag: 'wx', mode: 0o600 });
  write(`Khóa bí mật nằm trong ${file}: in ra giấy hoặc chép sang nơi khác, rồi xóa khỏi máy này. Mất khóa là mất mọi bản sao lưu.\n`);
  write(`The secret key is in ${file}: print it or bring it elsewhere, then delete it from this machine. Without it no backup can be read.\n`);
  write(`PHIEN_BACKUP_KEY=${recipient}\n`);
  return 0;
}
