import { dateInVietNam } from '@shared/rules/date-forms';
import { load, requireMe } from '../data.server';
import { assignmentsCsv, listPlace, type Row } from '../features/assignments';

/** Pages of the list in one file; a body has no more in ten years. */
const MOST_PAGES = 400;

/** The list as a file for a spreadsheet: every page of it (TK11). */
export const loader = load(async ({ server, url }) => {
  const me = requireMe(server, url);
  const place = { ...listPlace(url.searchParams), after: undefined as string | undefined };
  const rows: Row[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const list = await server.application.query('assignments.list', place, server.caller);
    rows.push(...list.rows);
    if (list.next === null) break;
    place.after = list.next;
  }
  server.noteDownload({ kind: 'assignments', id: place.of === undefined || place.of === 'units' ? me.personId : place.of });
  return new Response(assignmentsCsv(rows, server.locale), {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="nhiem-vu-${dateInVietNam(server.now)}.csv"`, 'Cache-Control': 'no-store' },
  });
});
