import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { stayInPlace } from '../commands';
import { asSent, commandAction } from '../commands/command-action.server';
import { RoomsScreen } from '../features/admin';
import { RouteError } from '../features/errors';

export const meta: MetaFunction = () => [{ title: 'Phòng họp · Phiên' }];

export const loader = load(async ({ server }) => {
  const { application, caller } = server;
  const [{ rooms }, { bodies }] = await Promise.all([application.query('rooms.catalogue', {}, caller), application.query('organization.directory', {}, caller)]);
  return { rooms, bodies };
});

export const action = commandAction({ 'rooms.create-room': asSent, 'rooms.update-room': asSent, 'rooms.close-room': asSent });

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Rooms() {
  return <RoomsScreen {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = RouteError;
