import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { RouteError } from '../features/errors';
import { stayInPlace } from '../commands';
import { commandAction, ofMeeting } from '../commands/command-action.server';
import { SeatsScreen } from '../features/sitting';

export const meta: MetaFunction = () => [{ title: 'Chỗ ngồi · Phiên' }];

export const loader = load(async ({ server, params }) => {
  const meetingId = params.meetingId ?? '';
  const { application, caller } = server;
  const [snapshot, seats] = await Promise.all([application.query('sitting.console', { meetingId }, caller), application.query('meetings.seat-map', { meetingId }, caller)]);
  return { meetingId, snapshot, seats };
});

export const action = commandAction({
  'sitting.mark-attendance': ofMeeting,
  'sitting.mark-left': ofMeeting,
  'floor.give-floor': ofMeeting,
  'floor.end-turn': ofMeeting,
  'floor.request-floor': ofMeeting,
});

export { unlessFailed as shouldRevalidate } from '../commands';

export default function SittingSeats() {
  return <SeatsScreen {...useLoaderData<typeof loader>()} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
