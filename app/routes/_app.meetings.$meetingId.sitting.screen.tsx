import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { useMe } from '../me';
import { RouteError } from '../features/errors';
import { RoomScreen } from '../features/sitting';

export const meta: MetaFunction = () => [{ title: 'Màn hình phòng họp · Phiên' }];

export const loader = load(async ({ server, params }) => {
  const meetingId = params.meetingId ?? '';
  return { meetingId, snapshot: await server.application.query('sitting.live-snapshot', { meetingId, as: 'screen' }, server.caller), now: server.now };
});

export default function Screen() {
  return <RoomScreen {...useLoaderData<typeof loader>()} viewerId={useMe().personId} />;
}

export const ErrorBoundary = RouteError;
