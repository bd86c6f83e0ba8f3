import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load, refusal } from '../data.server';
import { stayInPlace } from '../commands';
import { commandAction, ofMeeting } from '../commands/command-action.server';
import { RouteError } from '../features/errors';
import { ChooseAsScreen } from '../features/meetings';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Xem như · ${data?.detail.meeting.title ?? 'Phiên họp'} · Phiên` }];

export const loader = load(async ({ server: { application, caller }, params }) => {
  const detail = await application.query('meetings.detail', { meetingId: params.meetingId ?? '' }, caller);
  if (!detail.preparation) throw refusal({ code: 'forbidden', reason: 'meetings.secretary_only', params: {} });
  return { detail };
});

/** The frame of the screens on which a session is prepared publishes it. */
export const action = commandAction({ 'meetings.publish': ofMeeting });

export { unlessFailed as shouldRevalidate } from '../commands';

export default function ChooseAs() {
  const { detail } = useLoaderData<typeof loader>();
  return <ChooseAsScreen key={detail.meeting.id} detail={detail} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
