import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { CommandInput } from '../../server/application';
import { load, text } from '../data.server';
import { actSignedIn } from '../features/errors/act-signed-in.server';
import { RouteError } from '../features/errors/route-error';
import { stayInPlace } from '../features/errors/stay-in-place';
import { AttendeesScreen } from '../features/meetings/attendees-screen';
import { valuesOf } from '../features/meetings/form-values';
import { isoDay } from '../ui/i18n';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.detail.meeting.title ?? 'Phiên họp'} · Phiên` }];

export const loader = load(async ({ house, params }) => {
  const { application, caller } = house;
  const detail = await application.query('meetings.detail', { meetingId: params.meetingId ?? '' }, caller);
  const offer = await application.query('meetings.editor', { on: isoDay(detail.meeting.startsAt) }, caller);
  return { detail, offer };
});

export const action = actSignedIn(async ({ house, params, form }) => {
  const { application, caller } = house;
  const meetingId = params.meetingId ?? '';
  const options = { commandId: text(form, 'commandId') || undefined };
  const values = valuesOf<Record<string, unknown>>(form);
  switch (text(form, 'intent')) {
    case 'publish':
      return application.execute('meetings.publish', { ...valuesOf<CommandInput<'meetings.publish'>>(form), meetingId }, caller, options);
    case 'offices':
      return application.execute('meetings.set-attendees', { ...values, meetingId } as CommandInput<'meetings.set-attendees'>, caller, options);
    case 'remove':
      return application.execute('meetings.remove-attendee', { ...values, meetingId } as CommandInput<'meetings.remove-attendee'>, caller, options);
    case 'substitute':
      return application.execute('meetings.substitute', { ...values, meetingId } as CommandInput<'meetings.substitute'>, caller, options);
    default:
      return application.execute('meetings.add-guest', { ...values, meetingId } as CommandInput<'meetings.add-guest'>, caller, options);
  }
});

export { unlessFailed as shouldRevalidate } from '../features/errors/stay-in-place';

export default function Attendees() {
  const { detail, offer } = useLoaderData<typeof loader>();
  return <AttendeesScreen key={detail.meeting.id} detail={detail} offer={offer} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
