import { goTo, load, refusal } from '../data.server';

/** Takes a screen on the wall into a rehearsal, where it shows a code as any other. */
export const loader = load(async ({ server, params }) => {
  const cookies = server.doors.wall(params.id ?? '');
  if (!cookies) throw refusal({ code: 'not_found', reason: 'not_found', params: {} });
  throw goTo(server, '/screen', { headers: cookies.map((cookie): [string, string] => ['Set-Cookie', cookie]) });
});
