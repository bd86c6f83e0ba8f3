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
  const meetingId = params.meetingId ?? '';
  const [detail, agenda] = await Promise.all([application.query('meetings.detail', { meetingId }, caller), application.query('agenda.list', { meetingId }, caller)]);
  const offer = await application.query('meetings.editor', { on: isoDay(detail.meeting.startsAt) }, caller);
  const items = agenda.items.filter(({ can }) => can.attach).map(({ id, number, title }) => ({ id, number, title }));
  const answers = detail.can.settleAnswers ? await application.query('meetings.answers', { meetingId }, caller) : null;
  return { detail, offer, items, answers };
});

export const action = commandAction({
  'meetings.publish': ofMeeting,
  'meetings.set-attendees': ofMeeting,
  'meetings.remove-attendee': ofMeeting,
  'meetings.substitute': ofMeeting,
  'meetings.add-guest': ofMeeting,
  'meetings.set-guest-item': ofMeeting,
});

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Attendees() {
  const { detail, offer, items, answers } = useLoaderData<typeof loader>();
  return <AttendeesScreen key={detail.meeting.id} detail={detail} offer={offer} items={items} answers={answers} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
