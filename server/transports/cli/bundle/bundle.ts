import { existsSync, statSync } from 'node:fs';
import { lstat, readFile, readlink, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { projectRoot } from '../../../adapters/project-root';
import { BootError } from '../../../kernel/boot-error';
import { fromCwd, parseArguments, UsageError, write } from '../arguments';
import { bundleName, CURRENT, LAYOUT, MARK, type BundleMark } from './layout';
import { versionOf } from './packages';
import { compareSums } from './sums';

const USE = new UsageError('Dùng: phien bundle TỆP.tar.gz; trong bản đã giải nén: phien bundle check, phien bundle use', 'Use: phien bundle FILE.tar.gz; in an unpacked one: phien bundle check, phien bundle use');
const WORDS = { missing: { vi: 'THIẾU', en: 'MISSING' }, changed: { vi: 'KHÁC', en: 'CHANGED' }, added: { vi: 'THỪA', en: 'ADDED' } } as const;
/** Differences that are told one by one. */
const SHOWN = 20;

/**
 * `phien bundle FILE`: one archive that runs without a registry. In an unpacked one `phien bundle check` compares every file
 * with what was packed, and `phien bundle use` lets the service run it from now on. @returns 0, or 1 where files differ.
 */
export async function bundle(args: readonly string[]): Promise<number> {
  const { words, flags } = parseArguments(args, { flags: ['json'], options: [] });
  const [word = '', ...more] = words;
  if (word === '' || more.length > 0) throw USE;
  if (word !== 'check' && word !== 'use') return make(word, flags.has('json'));
  if (!existsSync(path.join(projectRoot, MARK))) throw new UsageError(`phien bundle ${word} chạy trong bản đóng gói đã giải nén: bin/phien bundle ${word}`, `phien bundle ${word} runs in an unpacked bundle: bin/phien bundle ${word}`);
  const isWhole = await check(flags.has('json'));
  if (word === 'use' && isWhole) await useThis();
  return isWhole ? 0 : 1;
}

async function make(word: string, json: boolean): Promise<number> {
  if (existsSync(path.join(projectRoot, MARK))) throw new UsageError('Đây đã là bản đóng gói: chép tệp đã giải nén ra nó.', 'This is a bundle already: copy the file it was unpacked from.');
  const asked = fromCwd(word);
  const named = statSync(asked, { throwIfNoEntry: false })?.isDirectory() ? path.join(asked, `${bundleName(versionOf(projectRoot))}.tar.gz`) : asked;
  if (!/\.(?:tar|tar\.gz|tgz)$/u.test(named)) throw USE;
  if (existsSync(named)) throw new UsageError(`Đã có ${named}; lệnh này không ghi đè.`, `There is a ${named} already; nothing is overwritten.`);
  if (!existsSync(path.dirname(named))) throw new UsageError(`Không có thư mục ${path.dirname(named)}.`, `There is no folder ${path.dirname(named)}.`);
  const { glibcVersionRuntime } = (process.report.getReport() as { header: { glibcVersionRuntime?: string } }).header;
  if (glibcVersionRuntime === undefined) throw new BootError('Chỉ đóng gói được trên Linux dùng glibc.', 'A bundle can only be made on Linux with glibc.');
  const { pack } = await import('./pack');
  const packedAt = new Date(process.env['SOURCE_DATE_EPOCH'] ? Number(process.env['SOURCE_DATE_EPOCH']) * 1_000 : Date.now());
  const packed = await pack(projectRoot, named, packedAt).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new BootError(`Không đủ chỗ trong ${path.dirname(named)} để đóng gói.`, `There is not enough space in ${path.dirname(named)} to pack.`, { cause: error });
    throw error;
  });
  if (json) write(`${JSON.stringify(packed)}\n`);
  else {
    const { mark, sha256, bytes, files, withoutText } = packed;
    write(`${packed.file}: Phiên ${mark.version}, Node.js ${mark.node}, glibc ≥ ${mark.glibc}, ${files} tệp / files, ${Math.round(bytes / 1_000_000)} MB\nSHA-256 ${sha256}\n`);
    if (withoutText.length > 0) write(`Không kèm văn bản giấy phép, ghi điều đã khai / without a licence text, what is declared stands there: ${withoutText.join(', ')}\n`);
  }
  return 0;
}

/** The folder of the bundle this program runs in. */
const here = (): string => path.dirname(projectRoot);

async function check(json: boolean): Promise<boolean> {
  const differences = await compareSums(here(), LAYOUT.sums);
  if (json) write(`${JSON.stringify({ ok: differences.length === 0, differences })}\n`);
  else {
    for (const { file, what } of differences.slice(0, SHOWN)) write(`${WORDS[what].vi} / ${WORDS[what].en}: ${file}\n`);
    if (differences.length > SHOWN) write(`… ${differences.length - SHOWN}\n`);
    write(differences.length === 0 ? 'Mọi tệp còn nguyên như khi đóng gói.\nEvery file is what was packed.\n' : `${differences.length} tệp không như khi đóng gói. Giải nén lại từ tệp gốc.\n${differences.length} files are not what was packed. Unpack it anew.\n`);
  }
  return differences.length === 0;
}

/** Moves the link beside the bundles in one step: whoever starts the service hears of the one or of the other. */
async function useThis(): Promise<void> {
  const link = path.join(path.dirname(here()), CURRENT);
  const stands = await lstat(link).catch(() => null);
  if (stands && !stands.isSymbolicLink()) throw new BootError(`${link} không phải là liên kết; hãy đổi tên nó.`, `${link} is no link; give it another name.`);
  const before = stands ? await readlink(link) : null;
  const next = `${link}.next`;
  await rm(next, { force: true });
  await symlink(path.basename(here()), next);
  await rename(next, link);
  const { version } = JSON.parse(await readFile(path.join(projectRoot, MARK), 'utf8')) as BundleMark;
  write(`Từ lần khởi động sau: Phiên ${version}, qua ${link}/bin/phien start\nFrom the next start on: Phiên ${version}, by ${link}/bin/phien start\n`);
  if (before !== null && before !== path.basename(here())) write(`Quay lại bản trước / back to the one before: ${path.join(path.dirname(here()), before)}/bin/phien bundle use\n`);
}
