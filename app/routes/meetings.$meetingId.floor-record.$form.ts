import { dateInVietNam } from '@shared/rules/date-forms';
import { load, refusal, requireMe } from '../data.server';
import { recordCsv, recordVtt } from '../features/floor';

const TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8', vtt: 'text/vtt; charset=utf-8' } as const;
type Form = keyof typeof TYPES;

/** The floor record as a table, as data, or as chapters of a recording; `?offset=` says by how many seconds the recording began before the opening. */
export const loader = load(async ({ server, params, url }) => {
  requireMe(server, url);
  const form = params.form ?? '';
  if (!Object.hasOwn(TYPES, form)) throw refusal({ code: 'not_found', reason: 'not_found', params: {} });
  const record = await server.application.query('sitting.floor-record', { meetingId: params.meetingId ?? '' }, server.caller);
  const offset = Number(url.searchParams.get('offset') ?? 0);
  const text = form === 'csv' ? recordCsv(record, server.locale) : form === 'json' ? `${JSON.stringify(record, null, 2)}\n` : recordVtt(record, Number.isFinite(offset) ? Math.trunc(offset) : 0);
  return new Response(text, {
    headers: { 'Content-Type': TYPES[form as Form], 'Content-Disposition': `attachment; filename="phat-bieu-${dateInVietNam(record.openedAt)}.${form}"`, 'Cache-Control': 'private, no-store' },
  });
});
