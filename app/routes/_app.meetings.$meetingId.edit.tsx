import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { RouteError } from '../features/errors';
import { stayInPlace } from '../commands';
import { commandAction, ofMeeting } from '../commands/command-action.server';
import { EditMeetingScreen } from '../features/meetings';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.detail.meeting.title ?? 'Phiên họp'} · Phiên` }];

export const loader = load(async ({ server, params }) => {
  const { application, caller } = server;
  const meetingId = params.meetingId ?? '';
  const detail = await application.query('meetings.detail', { meetingId }, caller);
  return { detail, rooms: detail.preparation ? await application.query('meetings.room-offer', { meetingId }, caller) : null };
});

export const action = commandAction({ 'meetings.publish': ofMeeting, 'meetings.cancel': ofMeeting, 'meetings.update-facts': ofMeeting });

export { unlessFailed as shouldRevalidate } from '../commands';

export default function EditMeeting() {
  const { detail, rooms } = useLoaderData<typeof loader>();
  return <EditMeetingScreen detail={detail} rooms={rooms} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
