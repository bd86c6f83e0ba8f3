import { dateInVietNam } from '@shared/rules/date-forms';
import { load, requireMe } from '../data.server';
import { paperCsv } from '../features/metrics';

/** The paper account as a file for a spreadsheet. */
export const loader = load(async ({ house, params, url }) => {
  requireMe(house, url);
  const account = await house.application.query('metrics.meeting', { meetingId: params.meetingId ?? '' }, house.caller);
  house.noteDownload({ kind: 'paper_account', id: account.meetingId });
  const day = dateInVietNam(account.closedAt ?? house.now);
  return new Response(paperCsv(account, house.locale), {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="giay-tiet-kiem-${day}.csv"`, 'Cache-Control': 'private, no-store' },
  });
});
