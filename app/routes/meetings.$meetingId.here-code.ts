import { load, requireMe } from '../data.server';
import { hereMark } from '../here-mark.server';

/** The code of the room, for the console while it is shown. */
export const loader = load(async ({ server, params, url }) => {
  requireMe(server, url);
  const meetingId = params.meetingId ?? '';
  const { code } = await server.application.query('sitting.room-code', { meetingId }, server.caller);
  return { here: hereMark(server.origin, meetingId, code) };
});
