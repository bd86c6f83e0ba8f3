import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { CommandInput } from '../../server/application';
import { load, text } from '../data.server';
import { actSignedIn } from '../features/errors/act-signed-in.server';
import { RouteError } from '../features/errors/route-error';
import { stayInPlace } from '../features/errors/stay-in-place';
import { EditMeetingScreen } from '../features/meetings/edit-meeting-screen';
import { valuesOf } from '../features/meetings/form-values';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.detail.meeting.title ?? 'Phiên họp'} · Phiên` }];

export const loader = load(async ({ house, params }) => ({
  detail: await house.application.query('meetings.detail', { meetingId: params.meetingId ?? '' }, house.caller),
}));

export const action = actSignedIn(async ({ house, params, form }) => {
  const { application, caller } = house;
  const meetingId = params.meetingId ?? '';
  const options = { commandId: text(form, 'commandId') || undefined };
  switch (text(form, 'intent')) {
    case 'publish':
      return application.execute('meetings.publish', { ...valuesOf<CommandInput<'meetings.publish'>>(form), meetingId }, caller, options);
    case 'cancel':
      return application.execute('meetings.cancel', { ...valuesOf<CommandInput<'meetings.cancel'>>(form), meetingId }, caller, options);
    default:
      return application.execute('meetings.update-facts', { ...valuesOf<CommandInput<'meetings.update-facts'>>(form), meetingId }, caller, options);
  }
});

export { unlessFailed as shouldRevalidate } from '../features/errors/stay-in-place';

export default function EditMeeting() {
  const { detail } = useLoaderData<typeof loader>();
  return <EditMeetingScreen detail={detail} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
