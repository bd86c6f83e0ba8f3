import { load } from '../data.server';
import { wallScreenKey } from '../features/sitting';

/** What the screen should show, asked every few seconds; cheap, and no activity of anybody. */
export const loader = load(async ({ house }) => {
  const screen = house.screenToken.length < 20 ? null : await house.application.query('sitting.wall-screen', { token: house.screenToken }, house.caller);
  return Response.json({ key: screen && wallScreenKey(screen), offered: screen?.state === 'waiting' && screen.offered });
});
