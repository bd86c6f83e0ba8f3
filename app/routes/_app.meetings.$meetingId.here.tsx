import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { RouteError } from '../features/errors';
import { stayInPlace } from '../commands';
import { commandAction, ofMeeting } from '../commands/command-action.server';
import { HereScreen } from '../features/sitting';

export const meta: MetaFunction = () => [{ title: 'Điểm danh tại phòng họp · Phiên' }];

export const loader = load(async ({ server, params, url }) => {
  const meetingId = params.meetingId ?? '';
  return { meetingId, code: url.searchParams.get('code')?.slice(0, 40) ?? '', snapshot: await server.application.query('sitting.live-snapshot', { meetingId }, server.caller) };
});

export const action = commandAction({ 'sitting.check-in': ofMeeting });

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Here() {
  return <HereScreen {...useLoaderData<typeof loader>()} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
