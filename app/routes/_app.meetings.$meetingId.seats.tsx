import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { RouteError } from '../features/errors';
import { stayInPlace } from '../commands';
import { commandAction, ofMeeting } from '../commands/command-action.server';
import { ArrangeScreen } from '../features/meetings';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.detail.meeting.title ?? 'Phiên họp'} · Phiên` }];

export const loader = load(async ({ server, params }) => {
  const meetingId = params.meetingId ?? '';
  const { application, caller } = server;
  const [seats, detail] = await Promise.all([application.query('meetings.seat-map', { meetingId }, caller), application.query('meetings.detail', { meetingId }, caller)]);
  return { detail, seats };
});

export const action = commandAction({ 'meetings.publish': ofMeeting, 'meetings.lay-seats': ofMeeting, 'meetings.move-seat': ofMeeting, 'meetings.send-to-seats': ofMeeting });

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Seats() {
  return <ArrangeScreen {...useLoaderData<typeof loader>()} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
