import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { goTo, load } from '../data.server';
import { GuestScreen } from '../features/guests';
import { RouteError } from '../features/errors';

export const meta: MetaFunction = () => [{ title: 'Khách mời · Phiên' }];

/** Of whoever came in by a pass; everybody else has the whole of Phiên. */
export const loader = load(async ({ server }) => {
  if (!server.me?.only) throw goTo(server, '/');
  return server.application.query('guests.session', { meetingId: server.me.only.meetingId }, server.caller);
});

export default function Guest() {
  return <GuestScreen session={useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = RouteError;
