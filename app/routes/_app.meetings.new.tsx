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

export const loader = load(async ({ house }) => ({ offer: await house.application.query('meetings.editor', {}, house.caller) }));

export const action = actSignedIn(async ({ house, form }) => {
  const { meetingId } = await house.application.execute('meetings.create', valuesOf<CommandInput<'meetings.create'>>(form), house.caller, {
    commandId: text(form, 'commandId') || undefined,
  });
  throw goTo(house, `/meetings/${meetingId}/agenda`);
});

export { unlessFailed as shouldRevalidate } from '../features/errors/stay-in-place';

export default function NewMeeting() {
  const { offer } = useLoaderData<typeof loader>();
  return <NewMeetingScreen offer={offer} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
