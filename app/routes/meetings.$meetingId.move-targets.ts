import { load, requireMe } from '../data.server';

/** Sessions an item can be moved to, for the console while they are offered. */
export const loader = load(async ({ server, params, url }) => {
  requireMe(server, url);
  return server.application.query('sitting.move-targets', { meetingId: params.meetingId ?? '' }, server.caller);
});
