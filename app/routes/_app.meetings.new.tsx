import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { CommandInput } from '../../server/application';
import { goTo, load, text } from '../data.server';
import { actSignedIn } from '../features/errors/act-signed-in.server';
import { RouteError } from '../features/errors/route-error';
import { stayInPlace } from '../features/errors/stay-in-place';
import { valuesOf } from '../features/meetings/form-values';
import { NewMeetingScreen } from '../features/meetings/new-meeting-screen';

export const meta: MetaFunction = () => [{ title: 'Tạo phiên họp · Phiên' }];

export const loader = load(async ({ house, url }) => {
  const { application, caller } = house;
  const fromId = url.searchParams.get('from');
  const [offer, from] = await Promise.all([
    application.query('meetings.editor', {}, caller),
    fromId ? application.query('meetings.detail', { meetingId: fromId }, caller) : null,
  ]);
  return { offer, from };
});

export const action = actSignedIn(async ({ house, form }) => {
  const input = valuesOf<CommandInput<'meetings.create'>>(form);
  const { meetingId } = await house.application.execute('meetings.create', input, house.caller, { commandId: text(form, 'commandId') || undefined });
  if (input.fromId) await house.application.execute('agenda.copy', { meetingId, fromId: input.fromId }, house.caller);
  throw goTo(house, `/meetings/${meetingId}/agenda`);
});

export { unlessFailed as shouldRevalidate } from '../features/errors/stay-in-place';

export default function NewMeeting() {
  const { offer, from } = useLoaderData<typeof loader>();
  return <NewMeetingScreen key={from?.meeting.id} offer={offer} from={from} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
