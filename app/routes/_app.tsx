import { Outlet, useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { load, requireMe } from '../data.server';
import { AccountProvider } from '../features/account/account-menu';
import { useOwnDevice } from '../features/reading/use-own-device';
import { useWaitingInk } from '../features/reading/use-waiting-ink';
import { useActivity } from '../tablet/live/use-activity';

export const loader = load(async ({ house, url }) => {
  const { sessionId: _private, ...me } = requireMe(house, url);
  const { key: deviceKey } = await house.application.query('identity.device-key', {}, house.caller);
  return { me: { ...me, deviceKey }, now: house.now };
});

export type AppData = Awaited<ReturnType<typeof loader>>;

/** The signed-in person and the server's time, on every page behind the sign-in. */
export function useApp(): AppData {
  const data = useRouteLoaderData<typeof loader>('routes/_app');
  if (!data) throw new Error('useApp is used outside the signed-in pages');
  return data;
}

export { unlessFailed as shouldRevalidate } from '../features/errors/stay-in-place';

export default function SignedIn() {
  const { me } = useLoaderData<typeof loader>();
  useActivity();
  useWaitingInk(me.personId, me.deviceKey);
  useOwnDevice(me.personId);
  return (
    <AccountProvider me={me}>
      <Outlet />
    </AccountProvider>
  );
}
