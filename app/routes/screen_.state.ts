import { load } from '../data.server';
import { wallScreenKey } from '../features/sitting';

/** What the screen should show, asked every few seconds; cheap, and no activity of anybody. */
export const loader = load(async ({ server }) => {
  const screen = server.screenToken.length < 20 ? null : await server.application.query('sitting.wall-screen', { token: server.screenToken }, server.caller);
  return Response.json({ key: screen && wallScreenKey(screen), offered: screen?.state === 'waiting' && screen.offered });
});
