import { load, requireMe } from '../data.server';

/** Screens of a session, for the console while its list is open. */
export const loader = load(async ({ server, params, url }) => {
  requireMe(server, url);
  return server.application.query('sitting.screens', { meetingId: params.meetingId ?? '' }, server.caller);
});
