import { paperCsv } from '../features/paper/paper-csv';
import { load } from '../data.server';

/** The paper account as a file for a spreadsheet. */
export const loader = load(async ({ house, params }) => {
  const account = await house.application.query('metrics.meeting', { meetingId: params.meetingId ?? '' }, house.caller);
  const day = new Date((account.closedAt ?? house.now).getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
  return new Response(paperCsv(account, house.locale), {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="giay-tiet-kiem-${day}.csv"`, 'Cache-Control': 'private, no-store' },
  });
});
