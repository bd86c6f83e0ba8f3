import { openForReading } from '../../application';
import { verifyAuditChain } from '../../kernel/audit';
import { auditRows } from '../../kernel/repository';
import { parseArguments, UsageError, write } from './arguments';

const PROBLEMS = {
  gap: { vi: 'thiếu hoặc thừa dòng', en: 'a row is missing or too many' },
  link: { vi: 'không nối với dòng trước', en: 'it does not follow from the row before' },
  content: { vi: 'nội dung đã bị sửa', en: 'its content was changed' },
} as const;

/**
 * `phien audit verify [--json]`: walks the hash chain of the audit log, also while a server runs.
 * @returns 0 when it holds, else 1.
 */
export async function audit(args: readonly string[], dataDir: string): Promise<number> {
  const { words, flags } = parseArguments(args, { flags: ['json'], options: [] });
  if (words.length !== 1 || words[0] !== 'verify') throw new UsageError('Dùng: phien audit verify', 'Use: phien audit verify');
  const { reader, stop } = await openForReading({ dataDir });
  try {
    const verdict = await verifyAuditChain(auditRows(reader));
    if (flags.has('json')) write(`${JSON.stringify(verdict)}\n`);
    else if (verdict.ok) write(`Nhật ký nguyên vẹn: ${verdict.rows} dòng, đầu chuỗi ${verdict.head}\nThe audit log is intact: ${verdict.rows} rows, head ${verdict.head}\n`);
    else {
      const { vi, en } = PROBLEMS[verdict.problem];
      write(`Nhật ký KHÔNG nguyên vẹn ở dòng ${verdict.brokenAt}: ${vi}.\nThe audit log is broken at row ${verdict.brokenAt}: ${en}.\n`);
    }
    return verdict.ok ? 0 : 1;
  } finally {
    await stop();
  }
}
