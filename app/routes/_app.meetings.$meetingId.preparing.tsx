import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { stayInPlace } from '../commands';
import { asSent, commandAction, ofMeeting } from '../commands/command-action.server';
import { RouteError } from '../features/errors';
import { PreparationScreen } from '../features/preparing';
import { useFreshOnReturn } from '../tablet/live/fresh-on-return';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.detail.meeting.title ?? 'Phiên họp'} · Phiên` }];

export const loader = load(async ({ server, params }) => {
  const { application, caller } = server;
  const meetingId = params.meetingId ?? '';
  const [detail, preparation] = await Promise.all([application.query('meetings.detail', { meetingId }, caller), application.query('documents.preparation', { meetingId }, caller)]);
  return { detail, preparation };
});

export const action = commandAction({
  'meetings.publish': ofMeeting,
  'documents.ask-papers': ofMeeting,
  'documents.extend-deadline': asSent,
  'documents.set-officer': asSent,
  'documents.lock-papers': asSent,
  'documents.remind-unit': asSent,
  'documents.approve-submission': asSent,
  'documents.return-submission': asSent,
});

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Preparation() {
  const { detail, preparation } = useLoaderData<typeof loader>();
  useFreshOnReturn();
  return <PreparationScreen detail={detail} preparation={preparation} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
