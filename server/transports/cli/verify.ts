import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { openTrust, reportForPage, verifyPdf } from '../../application';
import { fromCwd, parseArguments, UsageError, write } from './arguments';

const VERDICTS = {
  valid: { vi: 'HỢP LỆ', en: 'valid' },
  valid_with_warnings: { vi: 'HỢP LỆ, CÓ LƯU Ý', en: 'valid, with warnings' },
  invalid: { vi: 'KHÔNG HỢP LỆ', en: 'invalid' },
  indeterminate: { vi: 'CHƯA XÁC ĐỊNH', en: 'indeterminate' },
  unsigned: { vi: 'KHÔNG CÓ CHỮ KÝ', en: 'unsigned' },
} as const;

type Report = ReturnType<typeof reportForPage>;

/** @throws UsageError unless it is an ISO date or time. */
function momentOf(value: string): Date {
  const moment = new Date(value);
  if (Number.isNaN(moment.getTime())) throw new UsageError(`Thời điểm chưa đúng: ${value} (ví dụ 2026-12-01T16:32:11+07:00).`, `Not a time: ${value} (e.g. 2026-12-01T16:32:11+07:00).`);
  return moment;
}

async function given(file: string): Promise<Buffer> {
  try {
    return await readFile(fromCwd(file));
  } catch {
    throw new UsageError(`Không đọc được tệp ${file}.`, `The file ${file} cannot be read.`);
  }
}

function printed({ file, verdict, signatures, findings }: Report): string {
  const lines = [`${file.name}: ${VERDICTS[verdict].vi} (${VERDICTS[verdict].en})`, `  SHA-256 ${file.sha256}`];
  for (const signature of signatures) {
    const when = signature.claimedTime?.toISOString() ?? '–';
    lines.push(`  ${signature.index + 1}. ${signature.signer?.commonName ?? '?'} · ${when} · ${VERDICTS[signature.verdict].vi} (${VERDICTS[signature.verdict].en})`);
    for (const { text } of signature.findings) lines.push(`     ${text.vi} / ${text.en}`);
    for (const change of signature.changesAfter) for (const { severity, text } of change.findings) if (severity !== 'info') lines.push(`     ${text.vi} / ${text.en}`);
  }
  for (const { text } of findings) lines.push(`  ${text.vi} / ${text.en}`);
  return `${lines.join('\n')}\n`;
}

/**
 * `phien verify FILE… [--trust CA.pem] [--crl FILE] [--at TIME] [--json]`. Without `--trust` the authorities of the data folder are
 * believed, where there is one; no database is opened.
 * @returns 0 when every file is valid (warnings included), else 1.
 */
export async function verify(args: readonly string[], dataDir: string): Promise<number> {
  const { words, flags, options } = parseArguments(args, { flags: ['json'], options: ['trust', 'crl', 'at'] });
  if (words.length === 0) throw new UsageError('Thiếu tệp cần kiểm tra: phien verify TỆP.pdf', 'Which file: phien verify FILE.pdf');
  const [at] = options.get('at') ?? [];
  const now = new Date();
  const trusted = options.get('trust');
  const lists = options.get('crl');
  const here = openTrust(dataDir);
  const settings = {
    trustAnchors: trusted ? await Promise.all(trusted.map(given)) : await here.anchors(),
    crls: [...(lists ? await Promise.all(lists.map(given)) : []), ...(trusted ? [] : await here.crls())],
    now,
    ...(at === undefined ? {} : { at: momentOf(at) }),
  };
  const reports: (Report & { path: string })[] = [];
  for (const file of words) {
    const bytes = await given(file);
    reports.push({ ...reportForPage(verifyPdf(bytes, settings), bytes, path.basename(file)), path: file });
  }
  if (flags.has('json')) write(`${JSON.stringify(reports.length === 1 ? reports[0] : reports, null, 2)}\n`);
  else for (const report of reports) write(printed(report));
  return reports.every(({ verdict }) => verdict === 'valid' || verdict === 'valid_with_warnings') ? 0 : 1;
}
