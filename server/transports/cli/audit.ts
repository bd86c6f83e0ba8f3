import { verifyInstallation } from '../../application';
import type { AuditHead } from '../../kernel/audit';
import { readBlobPlace } from '../../kernel/blob-place';
import { readDatabasePlace } from '../../kernel/database-place';
import type { DifferenceProblem, RecordReport } from '../../kernel/record';
import { parseArguments, UsageError, write } from './arguments';

const PROBLEMS = {
  gap: { vi: 'thiếu hoặc thừa dòng', en: 'a row is missing or too many' },
  link: { vi: 'không nối với dòng trước', en: 'it does not follow from the row before' },
  content: { vi: 'nội dung đã bị sửa', en: 'its content was changed' },
  head: { vi: 'khác với đầu chuỗi đã ghi nhận trước đây', en: 'it differs from the head noted earlier' },
  cut: { vi: 'phần cuối đã bị cắt bỏ so với đầu chuỗi đã ghi nhận', en: 'the end is cut off: a longer log was noted earlier' },
} as const;

/** `ROWS:HEAD`, as `audit verify` prints it and the server writes it into its log. */
function readHead(text: string): AuditHead {
  const [, rows = '', head = ''] = /^(\d{1,15}):([0-9a-f]{64})$/i.exec(text.trim()) ?? [];
  if (head === '') throw new UsageError(`--expect cần SỐ_DÒNG:ĐẦU_CHUỖI, không phải “${text}”.`, `--expect takes ROWS:HEAD, not “${text}”.`);
  return { rows: Number(rows), head: head.toLowerCase() };
}

const DIFFERENCES: Record<DifferenceProblem, { vi: string; en: string }> = {
  changed: { vi: 'nội dung khác với nhật ký', en: 'its content is not what the log says' },
  missing: { vi: 'nhật ký có mà dữ liệu không còn', en: 'the log knows it, the data does not' },
  added: { vi: 'có trong dữ liệu mà nhật ký không biết', en: 'it is in the data, the log does not know it' },
  file: { vi: 'tệp lưu trữ bị mất hoặc không đúng mã băm SHA-256', en: 'its stored file is missing or has another SHA-256' },
  before_baseline: { vi: 'đã khác với nhật ký trước lần nâng cấp hoặc lần ghi nhận lại', en: 'it differed from the log before an upgrade took everything as found' },
};

function printed({ chain, records, files, baselines, differing, differences }: RecordReport): string {
  if (!chain.ok) {
    const { vi, en } = PROBLEMS[chain.problem];
    return `Nhật ký KHÔNG nguyên vẹn ở dòng ${chain.brokenAt}: ${vi}.\nThe audit log is broken at row ${chain.brokenAt}: ${en}.\n`;
  }
  const head = `${chain.rows}:${chain.head}`;
  const lines = [`Nhật ký nguyên vẹn: ${chain.rows} dòng, đầu chuỗi ${head}`, `The audit log is intact: ${chain.rows} rows, head ${head}`];
  if (baselines.length === 0) return [...lines, 'Chưa có dòng ghi nhận ban đầu: dữ liệu chưa được đối chiếu. Khởi động máy chủ một lần.', 'There is no baseline yet, so the data was not compared. Start the server once.', ''].join('\n');
  const since = baselines.join(', ');
  if (differing === 0) {
    return [...lines, `Dữ liệu khớp nhật ký: ${records} bản ghi, ${files} tệp; ghi nhận từ dòng ${since}.`, `The data agrees with the log: ${records} records, ${files} files; taken as found at row ${since}.`, ''].join('\n');
  }
  lines.push(`Dữ liệu KHÔNG khớp nhật ký: ${differing} chỗ.`, `The data does NOT agree with the log: ${differing} in all.`);
  for (const { kind, id, problem } of differences) lines.push(`  ${kind} ${id}: ${DIFFERENCES[problem].vi} / ${DIFFERENCES[problem].en}`);
  return [...lines, ''].join('\n');
}

/**
 * `phien audit verify [--expect ROWS:HEAD]… [--no-files] [--json]`: walks the hash chain of the audit log and compares votes, attendance,
 * minutes and every other row of the record, and the stored files, with what the chain says they became; also while a server runs.
 * @returns 0 when all of it holds, else 1.
 */
export async function audit(args: readonly string[], dataDir: string): Promise<number> {
  const { words, flags, options } = parseArguments(args, { flags: ['json', 'no-files'], options: ['expect'] });
  const noted = (options.get('expect') ?? []).map(readHead);
  if (words.length !== 1 || words[0] !== 'verify') throw new UsageError('Dùng: phien audit verify', 'Use: phien audit verify');
  const report = await verifyInstallation(dataDir, { noted, files: !flags.has('no-files'), blobs: readBlobPlace(process.env), rows: readDatabasePlace(process.env) });
  const { chain, ...record } = report;
  const ok = chain.ok && record.differing === 0 && record.baselines.length > 0;
  if (flags.has('json')) write(`${JSON.stringify(chain.ok ? { ...chain, ok, ...record } : chain)}\n`);
  else write(printed(report));
  return ok ? 0 : 1;
}
