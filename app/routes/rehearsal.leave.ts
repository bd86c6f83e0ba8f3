import { act, goTo, load } from '../data.server';

export const loader = load(async ({ server }) => {
  throw goTo(server, '/');
});

/** Out of the rehearsal, to the session it is one of; it goes on for the others. */
export const action = act(async ({ server }) => {
  throw goTo(server, server.rehearsal ? `/meetings/${server.rehearsal.meetingId}` : '/', { headers: server.doors.leave().map((cookie): [string, string] => ['Set-Cookie', cookie]) });
});
