import { dateInVietNam } from '@shared/rules/date-forms';
import { load, requireMe } from '../data.server';
import { paperCsv } from '../features/metrics';

/** The paper account as a file for a spreadsheet. */
export const loader = load(async ({ server, params, url }) => {
  requireMe(server, url);
  const account = await server.application.query('metrics.meeting', { meetingId: params.meetingId ?? '' }, server.caller);
  server.noteDownload({ kind: 'paper_account', id: account.meetingId });
  const day = dateInVietNam(account.closedAt ?? server.now);
  return new Response(paperCsv(account, server.locale), {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="giay-tiet-kiem-${day}.csv"`, 'Cache-Control': 'private, no-store' },
  });
});
