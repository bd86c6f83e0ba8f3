import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { stayInPlace } from '../commands';
import { commandAction, ofMeeting } from '../commands/command-action.server';
import { ResultsScreen } from '../features/assignments';
import { RouteError } from '../features/errors';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Kết quả thực hiện kết luận · ${data?.session.title ?? 'Phiên họp'} · Phiên` }];

export const loader = load(({ server, params }) => server.application.query('assignments.results', { meetingId: params.meetingId ?? '' }, server.caller));

export const action = commandAction({ 'assignments.add-to-agenda': ofMeeting });

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Results() {
  return <ResultsScreen results={useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = RouteError;
