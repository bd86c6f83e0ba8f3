import { load, requireMe } from '../data.server';

/** The session as a file for one's own calendar. */
export const loader = load(async ({ server, params, url }) => {
  requireMe(server, url);
  const { content } = await server.application.query('mail.invitation', { meetingId: params.meetingId ?? '' }, server.caller);
  return new Response(content, {
    headers: { 'Content-Type': 'text/calendar; charset=utf-8', 'Content-Disposition': 'attachment; filename="phien-hop.ics"', 'Cache-Control': 'private, no-store' },
  });
});
