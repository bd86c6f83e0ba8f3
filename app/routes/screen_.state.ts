import { load } from '../data.server';
import { wallScreenKey } from '../features/sitting';
import { hereMark } from '../here-mark.server';

/** What the screen should show, asked every few seconds; cheap, and no activity of anybody. */
export const loader = load(async ({ server }) => {
  const screen = server.screenToken.length < 20 ? null : await server.application.query('sitting.wall-screen', { token: server.screenToken }, server.caller);
  const here = screen?.state === 'paired' ? hereMark(server.origin, screen.meetingId, screen.roomCode) : null;
  return Response.json({ key: screen && wallScreenKey(screen), offered: screen?.state === 'waiting' && screen.offered, here });
});
