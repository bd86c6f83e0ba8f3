import { dateInVietNam } from '@shared/rules/date-forms';
import { load, requireMe } from '../data.server';
import { listCsv } from '../features/sitting';

/** The attendance list as a table file; that it was taken is noted first (sitting L55). */
export const loader = load(async ({ server, params, url }) => {
  requireMe(server, url);
  const meetingId = params.meetingId ?? '';
  const list = await server.application.query('sitting.attendance-list', { meetingId }, server.caller);
  await server.application.execute('sitting.issue-list', { meetingId, form: 'csv' }, server.caller);
  return new Response(listCsv(list, server.locale), {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="diem-danh-${dateInVietNam(list.meeting.startsAt)}.csv"`, 'Cache-Control': 'private, no-store' },
  });
});
