import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { goTo, load } from '../data.server';
import { RouteError } from '../features/errors';
import { stayInPlace } from '../commands';
import { commandAction } from '../commands/command-action.server';
import { NewMeetingScreen } from '../features/meetings';

export const meta: MetaFunction = () => [{ title: 'Tạo phiên họp · Phiên' }];

export const loader = load(async ({ server, url }) => {
  const { application, caller } = server;
  const fromId = url.searchParams.get('from');
  const [offer, rooms, from] = await Promise.all([
    application.query('meetings.editor', {}, caller),
    application.query('meetings.room-offer', {}, caller),
    fromId ? application.query('meetings.detail', { meetingId: fromId }, caller) : null,
  ]);
  return { offer, rooms, from };
});

export const action = commandAction({
  'meetings.create': async ({ input, execute, server }) => {
    const { meetingId } = await execute(input);
    if (input.fromId) await server.application.execute('agenda.copy', { meetingId, fromId: input.fromId }, server.caller);
    throw goTo(server, `/meetings/${meetingId}/agenda`);
  },
});

export { unlessFailed as shouldRevalidate } from '../commands';

export default function NewMeeting() {
  const { offer, rooms, from } = useLoaderData<typeof loader>();
  return <NewMeetingScreen key={from?.meeting.id} offer={offer} rooms={rooms} from={from} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
