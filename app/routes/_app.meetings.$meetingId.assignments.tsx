import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { stayInPlace } from '../commands';
import { asSent, commandAction, ofMeeting } from '../commands/command-action.server';
import { SessionAssignmentsScreen } from '../features/assignments';
import { RouteError } from '../features/errors';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Nhiệm vụ · ${data?.session.title ?? 'Phiên họp'} · Phiên` }];

export const loader = load(({ server, params }) => server.application.query('assignments.of-session', { meetingId: params.meetingId ?? '' }, server.caller));

export const action = commandAction({ 'assignments.draft': asSent, 'assignments.update': asSent, 'assignments.withdraw': asSent, 'assignments.issue': ofMeeting });

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function SessionAssignments() {
  return <SessionAssignmentsScreen data={useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = RouteError;
