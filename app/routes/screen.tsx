import { randomBytes } from 'node:crypto';
import { data, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useEffect } from 'react';
import { act, goTo, load } from '../data.server';
import { RouteError } from '../features/errors';
import { RoomScreen, UnpairedScreen, useWallScreen, wallScreenKey } from '../features/sitting';
import { sweepDevice } from '../tablet/forget-device';

export const meta: MetaFunction = () => [{ title: 'Màn hình phòng họp · Phiên' }];

export const loader = load(async ({ house }) => {
  const token = house.screenToken.length < 20 ? randomBytes(32).toString('base64url') : house.screenToken;
  const screen = await house.application.query('sitting.wall-screen', { token }, house.caller);
  // Never an account on the wall: whoever is signed in here signs out first.
  return data({ screen, now: house.now, signedIn: house.me?.fullName ?? null }, { headers: { 'Set-Cookie': house.cookies.screen(token) } });
});

/** Takes up the session whose secretary typed the code that stands here. */
export const action = act(async ({ house }) => {
  await house.application.execute('sitting.claim-screen', { token: house.screenToken }, house.caller);
  throw goTo(house, '/screen');
});

export default function WallScreen() {
  const { screen, now, signedIn } = useLoaderData<typeof loader>();
  // Whoever signs out here is led to no sign-in page, which sweeps otherwise.
  useEffect(() => void (signedIn === null && sweepDevice(null)), [signedIn]);
  useWallScreen(signedIn === null ? wallScreenKey(screen) : null);
  if (signedIn !== null || screen.state === 'waiting') return <UnpairedScreen code={screen.state === 'waiting' ? screen.code : ''} signedIn={signedIn} />;
  return <RoomScreen meetingId={screen.meetingId} snapshot={screen.snapshot} now={now} viewerId={screen.id} />;
}

export const ErrorBoundary = RouteError;
