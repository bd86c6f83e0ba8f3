import { createHash } from 'node:crypto';
import { load } from '../data.server';
import { wallScreenKey } from '../features/sitting';
import { hereMark } from '../here-mark.server';

/** What the screen should show, asked every few seconds; cheap, and no activity of anybody. Where nothing changed it is said without a body. */
export const loader = load(async ({ server, request }) => {
  const screen = server.screenToken.length < 20 ? null : await server.application.query('sitting.wall-state', { token: server.screenToken }, server.caller);
  const code = screen?.state === 'paired' ? screen.roomCode : null;
  const state = { key: screen && wallScreenKey(screen), offered: screen?.state === 'waiting' && screen.offered };
  const tag = `"${createHash('sha256').update(JSON.stringify([state, code])).digest('base64url').slice(0, 22)}"`;
  const headers = { ETag: tag, 'Cache-Control': 'no-store' };
  if (request.headers.get('if-none-match')?.replace(/^W\//u, '') === tag) return new Response(null, { status: 304, headers });
  return Response.json({ ...state, here: screen?.state === 'paired' ? hereMark(server.origin, screen.meetingId, code) : null }, { headers });
});
