import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { RouteError } from '../features/errors';
import { stayInPlace } from '../commands';
import { commandAction, ofMeeting } from '../commands/command-action.server';
import { AttendeesScreen } from '../features/meetings';
import { isoDay } from '../ui/i18n';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.detail.meeting.title ?? 'Phiên họp'} · Phiên` }];

export const loader = load(async ({ server, params }) => {
  const { application, caller } = server;
  const detail = await application.query('meetings.detail', { meetingId: params.meetingId ?? '' }, caller);
  const offer = await application.query('meetings.editor', { on: isoDay(detail.meeting.startsAt) }, caller);
  return { detail, offer };
});

export const action = commandAction({
  'meetings.publish': ofMeeting,
  'meetings.set-attendees': ofMeeting,
  'meetings.remove-attendee': ofMeeting,
  'meetings.substitute': ofMeeting,
  'meetings.add-guest': ofMeeting,
});

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Attendees() {
  const { detail, offer } = useLoaderData<typeof loader>();
  return <AttendeesScreen key={detail.meeting.id} detail={detail} offer={offer} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
