import { openForReading } from '../../application';
import { system } from '../../kernel/actor';
import { readDatabasePlace } from '../../kernel/database-place';
import { DomainError } from '../../kernel/errors';
import { parseArguments, UsageError, write } from './arguments';

const decimal = (value: number, digits: number): string => value.toLocaleString('vi-VN', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/**
 * `phien metrics --meeting ID [--json]`: the paper account and length of one session, also while a server runs.
 * @throws UsageError for a missing or unknown session.
 */
export async function metrics(args: readonly string[], dataDir: string): Promise<number> {
  const { words, flags, options } = parseArguments(args, { flags: ['json'], options: ['meeting'] });
  const [meetingId] = options.get('meeting') ?? [];
  if (!meetingId || words.length > 0) throw new UsageError('Dùng: phien metrics --meeting MÃ_PHIÊN [--json]', 'Use: phien metrics --meeting ID [--json]');
  const { query, stop } = await openForReading({ dataDir, rows: readDatabasePlace(process.env) });
  try {
    const account = await query('metrics.meeting', { meetingId }, system('cli'));
    if (flags.has('json')) {
      write(`${JSON.stringify(account, null, 2)}\n`);
      return 0;
    }
    const { totals } = account.paper;
    const co2 = totals.co2e.low === null || totals.co2e.high === null ? decimal(totals.co2e.value, 1) : `${decimal(totals.co2e.low, 1)}–${decimal(totals.co2e.high, 1)}`;
    write(
      [
        account.title,
        `  ${decimal(totals.setPages, 0)} trang × ${account.recipients.total} người nhận − đã in ${decimal(totals.pagesPrinted, 0)} trang`,
        `  Đo được / measured:   ${decimal(totals.pagesAvoided, 0)} trang, ${decimal(totals.sheetsAvoided, 0)} tờ không phải in`,
        `  Ước tính / estimated: ${decimal(totals.mass, 1)} kg giấy, ${co2} kg CO₂e`,
        account.length ? `  Họp ${account.length.actualMinutes} phút, kế hoạch ${account.length.plannedMinutes} phút` : '  Phiên họp chưa kết thúc',
        '',
      ].join('\n'),
    );
    return 0;
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'not_found' || error.code === 'invalid')) {
      throw new UsageError(`Không có phiên họp ${meetingId}.`, `There is no session ${meetingId}.`);
    }
    throw error;
  } finally {
    await stop();
  }
}
