import { randomBytes } from 'node:crypto';
import { data, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useEffect } from 'react';
import { act, goTo, load } from '../data.server';
import { RouteError } from '../features/errors';
import { LoadAgain, RoomScreen, UnpairedScreen, useWallScreen, wallScreenKey } from '../features/sitting';
import { hereMark } from '../here-mark.server';
import { sweepDevice } from '../tablet/forget-device';

export const meta: MetaFunction = () => [{ title: 'Màn hình phòng họp · Phiên' }];

export const loader = load(async ({ server }) => {
  const token = server.screenToken.length < 20 ? randomBytes(32).toString('base64url') : server.screenToken;
  const screen = await server.application.query('sitting.wall-screen', { token }, server.caller);
  const here = screen.state === 'paired' ? hereMark(server.origin, screen.meetingId, screen.roomCode) : null;
  // Never an account on the wall: whoever is signed in here signs out first.
  return data({ screen, here, now: server.now, signedIn: server.me?.fullName ?? null }, { headers: { 'Set-Cookie': server.cookies.screen(token) } });
});

/** Takes up the session whose secretary typed the code that stands here. */
export const action = act(async ({ server }) => {
  await server.application.execute('sitting.claim-screen', { token: server.screenToken }, server.caller);
  throw goTo(server, '/screen');
});

export default function WallScreen() {
  const { screen, here: first, now, signedIn } = useLoaderData<typeof loader>();
  // Whoever signs out here is led to no sign-in page, which sweeps otherwise.
  useEffect(() => void (signedIn === null && sweepDevice(null)), [signedIn]);
  const here = useWallScreen(signedIn === null ? wallScreenKey(screen) : null, first);
  const isUnpaired = signedIn !== null || screen.state === 'waiting';
  return (
    <>
      <LoadAgain />
      {isUnpaired ? <UnpairedScreen code={screen.state === 'waiting' ? screen.code : ''} signedIn={signedIn} /> : <RoomScreen meetingId={screen.meetingId} snapshot={screen.snapshot} now={now} viewerId={screen.id} here={here} />}
    </>
  );
}

export const ErrorBoundary = RouteError;
