import { act, goTo, load, requireMe } from '../data.server';

export const loader = load(async ({ server, params, url }) => {
  requireMe(server, url);
  throw goTo(server, `/meetings/${params.meetingId ?? ''}`);
});

/** Into the rehearsal of the session, with the seat this person has: from here on the browser is in it. */
export const action = act(async ({ server, params, url }) => {
  requireMe(server, url);
  const { rehearsalId, copyId, personId } = await server.application.query('rehearsals.seat', { meetingId: params.meetingId ?? '' }, server.caller);
  const cookies = await server.doors.enter(rehearsalId, personId);
  throw goTo(server, `/meetings/${copyId}`, { headers: cookies.map((cookie): [string, string] => ['Set-Cookie', cookie]) });
});
