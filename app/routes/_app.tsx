import { Outlet, useLoaderData, useLocation, useRouteLoaderData } from '@remix-run/react';
import { load, requireMe } from '../data.server';
import { MeProvider } from '../me';
import { useOwnDevice, useWaitingInk } from '../features/reading';
import { SittingFollower } from '../features/sitting';
import { isWallPath } from '../own-path';
import { useActivity } from '../tablet/live/use-activity';
import { useLock } from '../tablet/live/use-lock';

export const loader = load(async ({ server, url }) => {
  const { signInId: _private, only: _none, ...me } = requireMe(server, url);
  const { application, caller } = server;
  const [{ key: deviceKey }, { meeting }] = await Promise.all([application.query('identity.device-key', {}, caller), application.query('meetings.now', {}, caller)]);
  return { me: { ...me, deviceKey }, meeting, now: server.now };
});

export type AppData = Awaited<ReturnType<typeof loader>>;

/** The signed-in person and the server's time, on every page behind the sign-in. */
export function useApp(): AppData {
  const data = useRouteLoaderData<typeof loader>('routes/_app');
  if (!data) throw new Error('useApp is used outside the signed-in pages');
  return data;
}

export { unlessFailed as shouldRevalidate } from '../commands';

export default function SignedIn() {
  const { me, meeting } = useLoaderData<typeof loader>();
  // The screen on the wall shows what the room may see, to nobody in particular.
  const isWall = isWallPath(useLocation().pathname);
  useActivity();
  useLock(isWall);
  useWaitingInk(me.personId, me.deviceKey);
  useOwnDevice(me.personId);
  return (
    <MeProvider me={me}>
      <SittingFollower meeting={isWall ? null : meeting}>
        <Outlet />
      </SittingFollower>
    </MeProvider>
  );
}
