import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load, text } from '../data.server';
import { actSignedIn } from '../features/errors/act-signed-in.server';
import { RouteError } from '../features/errors/route-error';
import { stayInPlace } from '../features/errors/stay-in-place';
import { useFreshOnReturn } from '../features/meetings/fresh-on-return';
import { SessionScreen } from '../features/meetings/session-screen';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.detail.meeting.title ?? 'Phiên họp'} · Phiên` }];

export const loader = load(async ({ house, params }) => {
  const { application, caller } = house;
  const meetingId = params.meetingId ?? '';
  const [detail, agenda, papers] = await Promise.all([
    application.query('meetings.detail', { meetingId }, caller),
    application.query('agenda.list', { meetingId }, caller),
    application.query('documents.list', { meetingId }, caller),
  ]);
  // What is planned is told as it stands now.
  const sitting = detail.meeting.state === 'in_session' ? (await application.query('sitting.live-snapshot', { meetingId }, caller)).view : null;
  return { detail, agenda, papers, sitting, now: house.now };
});

export const action = actSignedIn(async ({ house, params, form }): Promise<unknown> => {
  const { application, caller } = house;
  const meetingId = params.meetingId ?? '';
  if (text(form, 'intent') === 'look') return application.execute('meetings.record-look', { meetingId, picture: text(form, 'picture') }, caller);
  return application.execute('sitting.check-in', { meetingId, place: text(form, 'place') === 'online' ? 'online' : 'room' }, caller, { commandId: text(form, 'commandId') || undefined });
});

export { unlessFailed as shouldRevalidate } from '../features/errors/stay-in-place';

export default function Session() {
  const { detail, agenda, papers, sitting, now } = useLoaderData<typeof loader>();
  useFreshOnReturn();
  return <SessionScreen key={detail.meeting.id} detail={detail} agenda={agenda} papers={papers} sitting={sitting} now={now} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
