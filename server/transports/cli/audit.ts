import { openForReading } from '../../application';
import { verifyAuditChain, type AuditHead } from '../../kernel/audit';
import { auditRows } from '../../kernel/repository';
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

/**
 * `phien audit verify [--expect ROWS:HEAD]… [--json]`: walks the hash chain of the audit log, also while a server runs.
 * @returns 0 when it holds, else 1.
 */
export async function audit(args: readonly string[], dataDir: string): Promise<number> {
  const { words, flags, options } = parseArguments(args, { flags: ['json'], options: ['expect'] });
  const noted = (options.get('expect') ?? []).map(readHead);
  if (words.length !== 1 || words[0] !== 'verify') throw new UsageError('Dùng: phien audit verify', 'Use: phien audit verify');
  const { reader, stop } = await openForReading({ dataDir });
  try {
    const verdict = await verifyAuditChain(auditRows(reader), noted);
    if (flags.has('json')) write(`${JSON.stringify(verdict)}\n`);
    else if (verdict.ok) write(`Nhật ký nguyên vẹn: ${verdict.rows} dòng, đầu chuỗi ${verdict.rows}:${verdict.head}\nThe audit log is intact: ${verdict.rows} rows, head ${verdict.rows}:${verdict.head}\n`);
    else {
      const { vi, en } = PROBLEMS[verdict.problem];
      write(`Nhật ký KHÔNG nguyên vẹn ở dòng ${verdict.brokenAt}: ${vi}.\nThe audit log is broken at row ${verdict.brokenAt}: ${en}.\n`);
    }
    return verdict.ok ? 0 : 1;
  } finally {
    await stop();
  }
}
