import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
// Not through the application: a file is verified before half of that would be loaded.
import { openTrustFolder } from '../../adapters/signer/trust-folder';
import { DomainError } from '../../kernel/errors';
import type { Sandbox } from '../../kernel/ports/sandbox';
import { reportForPage, verifyApart } from '../../modules/signing/page-report';
import { holdsCertificates, holdsRevocationLists } from '../../pades/verify/trusted-files';
import { fromCwd, UsageError, write, type Arguments } from './arguments';

const VERDICTS = {
  valid: { vi: 'HỢP LỆ', en: 'valid' },
  valid_with_warnings: { vi: 'HỢP LỆ, CÓ LƯU Ý', en: 'valid, with warnings' },
  invalid: { vi: 'KHÔNG HỢP LỆ', en: 'invalid' },
  indeterminate: { vi: 'CHƯA XÁC ĐỊNH', en: 'indeterminate' },
  unsigned: { vi: 'KHÔNG CÓ CHỮ KÝ', en: 'unsigned' },
} as const;

type Report = ReturnType<typeof reportForPage>;

/**
 * A day, or a time of a day; without a zone it is Vietnam's, and a day alone means its end, so that what was signed on it counts.
 * @throws UsageError unless it is an ISO date or time that exists.
 */
function momentOf(value: string): Date {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d(?:\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?$/.exec(value);
  const [, day = '', minutes = '23:59', seconds, zone = '+07:00'] = match ?? [];
  const moment = new Date(`${day}T${minutes}${seconds ?? (value.includes('T') ? ':00' : ':59')}${zone}`);
  // Date rolls the thirtieth of February over into March.
  const exists = new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) ?? false;
  if (!match || !exists || Number.isNaN(moment.getTime())) {
    throw new UsageError(`Thời điểm chưa đúng: ${value} (ví dụ 2026-12-01T16:32:11+07:00).`, `Not a time: ${value} (e.g. 2026-12-01T16:32:11+07:00).`);
  }
  return moment;
}

/** The content of a file; `-` is what comes in through the pipe. */
async function contentOf(file: string): Promise<Buffer> {
  if (file !== '-') return readFile(fromCwd(file));
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Reads what verification is to believe; a file that holds nothing of the kind is a mistake, not nothing. @throws UsageError */
async function given(file: string, kind: 'certificate' | 'list'): Promise<Buffer> {
  const content = await contentOf(file).catch(() => null);
  if (!content) throw new UsageError(`Không đọc được tệp ${file}.`, `The file ${file} cannot be read.`);
  if (!(kind === 'certificate' ? holdsCertificates(content) : holdsRevocationLists(content))) {
    throw kind === 'certificate'
      ? new UsageError(`Tệp ${file} không có chứng thư số nào đọc được.`, `The file ${file} holds no certificate that can be read.`)
      : new UsageError(`Tệp ${file} không có danh sách thu hồi nào đọc được.`, `The file ${file} holds no revocation list that can be read.`);
  }
  return content;
}

function printed({ file, verdict, signatures, findings, leftOut }: Report): string {
  const lines = [`${file.name}: ${VERDICTS[verdict].vi} (${VERDICTS[verdict].en})`, `  SHA-256 ${file.sha256}`];
  for (const signature of signatures) {
    const when = signature.claimedTime?.toISOString() ?? '–';
    lines.push(`  ${signature.index + 1}. ${signature.signer?.commonName ?? '?'} · ${when} · ${VERDICTS[signature.verdict].vi} (${VERDICTS[signature.verdict].en})`);
    for (const { text } of signature.findings) lines.push(`     ${text.vi} / ${text.en}`);
    for (const change of signature.changesAfter) for (const { severity, text } of change.findings) if (severity !== 'info') lines.push(`     ${text.vi} / ${text.en}`);
  }
  for (const { text } of findings) lines.push(`  ${text.vi} / ${text.en}`);
  if (leftOut > 0) lines.push(`  … còn ${leftOut} mục không liệt kê / and ${leftOut} more`);
  return `${lines.join('\n')}\n`;
}

/** A file that could not be read, in the place of its report. */
interface Unread {
  readonly path: string;
  readonly error: 'unreadable_file' | 'stopped';
}

/** All PDF files below a folder, in the order of their paths; what a link leads to is left alone. @throws UsageError when there is none. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(fromCwd(folder), { recursive: true, withFileTypes: true }).catch(() => {
    throw new UsageError(`Không đọc được thư mục ${folder}.`, `The folder ${folder} cannot be read.`);
  });
  const files = entries.filter((entry) => entry.isFile() && /\.pdf$/iu.test(entry.name)).map((entry) => path.join(folder, path.relative(fromCwd(folder), entry.parentPath), entry.name));
  if (files.length === 0) throw new UsageError(`Thư mục ${folder} không có tệp PDF nào.`, `The folder ${folder} holds no PDF file.`);
  return files.sort();
}

/** Does the work on everything, so many at a time. @returns in the order of what was given. */
async function inParallel<T, R>(all: readonly T[], parallel: number, work: (one: T, worker: number) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  await Promise.all(Array.from({ length: Math.min(parallel, all.length) }, async (_, worker) => {
    for (let at = next++; at < all.length; at = next++) results[at] = await work(all[at] as T, worker);
  }));
  return results;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** How many files are looked at at once: of a single one the processor does nothing else. */
export const PARALLEL = os.availableParallelism();

/**
 * `phien verify FILE|FOLDER… [--trust CA.pem] [--crl FILE] [--at TIME] [--json]`. Without `--trust` the authorities of the data folder are
 * believed, where there is one; no database is opened. Of a folder all PDF files below it, several at once (D67).
 * @returns 0 when every file is valid (warnings included), 1 when one is not, 2 when one could not be read or was too much to check.
 */
export async function verify({ words, flags, options }: Arguments, dataDir: string, sandbox: Sandbox): Promise<number> {
  if (words.length === 0) throw new UsageError('Thiếu tệp cần kiểm tra: phien verify TỆP.pdf', 'Which file: phien verify FILE.pdf');
  const moments = options.get('at') ?? [];
  if (moments.length > 1) throw new UsageError('Chỉ nêu --at một lần.', 'Give --at once only.');
  const now = new Date();
  const trusted = options.get('trust');
  const lists = await Promise.all((options.get('crl') ?? []).map((file) => given(file, 'list')));
  const here = openTrustFolder(path.join(dataDir, 'signing'), { now: () => now });
  const settings = {
    trustAnchors: trusted ? await Promise.all(trusted.map((file) => given(file, 'certificate'))) : await here.anchors(),
    crls: [...lists, ...(trusted ? [] : await here.crls())],
    retirements: await here.retirements(),
    now,
    ...(moments[0] === undefined ? {} : { at: momentOf(moments[0]) }),
  };
  const areFolders = await Promise.all(words.map(async (word) => word !== '-' && ((await stat(fromCwd(word)).catch(() => null))?.isDirectory() ?? false)));
  const files = (await Promise.all(words.map((word, at) => (areFolders[at] ? filesBelow(word) : [word])))).flat();
  // Each of those who work at once is a share of its own: none takes the last place of the sandbox.
  const reports = await inParallel(files, PARALLEL, (file, worker) => reportOn(file, settings, sandbox, `command line ${worker}`));
  const read = reports.filter((report): report is Report & { path: string } => !('error' in report));
  if (flags.has('json')) write(`${JSON.stringify(words.length === 1 && !areFolders[0] ? reports[0] : reports, null, 2)}\n`);
  else {
    for (const report of read) write(printed(report));
    if (areFolders.includes(true)) write(summary(reports));
  }
  if (read.length < reports.length) return 2;
  return read.every(({ verdict }) => verdict === 'valid' || verdict === 'valid_with_warnings') ? 0 : 1;
}

async function reportOn(file: string, settings: Parameters<typeof verifyApart>[2], sandbox: Sandbox, share: string): Promise<(Report & { path: string }) | Unread> {
  const bytes = await contentOf(file).catch(() => null);
  if (!bytes) {
    process.stderr.write(`Không đọc được tệp ${file}.\nThe file ${file} cannot be read.\n`);
    return { path: file, error: 'unreadable_file' };
  }
  const facts = { name: path.basename(file), size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  const report = await verifyApart(sandbox, { bytes: once(bytes) }, settings, share).catch((error: unknown) => {
    if (error instanceof DomainError && error.reason === 'sandbox.stopped') return null;
    throw error;
  });
  if (report) return { ...reportForPage(report, facts), path: file };
  process.stderr.write(`Việc kiểm tra tệp ${file} vượt quá giới hạn nên đã dừng.\nChecking the file ${file} went beyond the limits and was stopped.\n`);
  return { path: file, error: 'stopped' };
}

/** How many files of each verdict, and which are not valid: what is read first of a thousand. */
function summary(reports: readonly ((Report & { path: string }) | Unread)[]): string {
  const verdictOf = (report: (typeof reports)[number]): keyof typeof VERDICTS | 'unread' => ('error' in report ? 'unread' : report.verdict);
  const lines = [`\n${reports.length} tệp / files`];
  for (const verdict of [...(Object.keys(VERDICTS) as (keyof typeof VERDICTS)[]), 'unread' as const]) {
    const those = reports.filter((report) => verdictOf(report) === verdict);
    if (those.length === 0) continue;
    lines.push(`  ${those.length} ${verdict === 'unread' ? 'KHÔNG ĐỌC ĐƯỢC (unread)' : `${VERDICTS[verdict].vi} (${VERDICTS[verdict].en})`}`);
    if (verdict !== 'valid' && verdict !== 'valid_with_warnings') for (const { path: file } of those) lines.push(`     ${file}`);
  }
  return `${lines.join('\n')}\n`;
}
