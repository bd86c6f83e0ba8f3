import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { stayInPlace } from '../commands';
import { asSent, commandAction } from '../commands/command-action.server';
import { DetailScreen } from '../features/assignments';
import { RouteError } from '../features/errors';

export const meta: MetaFunction = () => [{ title: 'Nhiệm vụ · Phiên' }];

export const loader = load(async ({ server, params }) => ({ detail: await server.application.query('assignments.detail', { assignmentId: params.assignmentId ?? '' }, server.caller) }));

export const action = commandAction({
  'assignments.report': asSent,
  'assignments.settle-completion': asSent,
  'assignments.settle-extension': asSent,
  'assignments.update': asSent,
  'assignments.withdraw': asSent,
});

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function AssignmentPage() {
  return <DetailScreen detail={useLoaderData<typeof loader>().detail} />;
}

export const ErrorBoundary = RouteError;
