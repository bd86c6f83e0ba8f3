import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { stayInPlace } from '../commands';
import { commandAction, ofMeeting } from '../commands/command-action.server';
import { RouteError } from '../features/errors';
import { PaperScreen } from '../features/metrics';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Giấy tiết kiệm · ${data?.title ?? 'Phiên họp'} · Phiên` }];

export const loader = load(({ server, params }) => server.application.query('metrics.meeting', { meetingId: params.meetingId ?? '' }, server.caller));

export const action = commandAction({ 'metrics.declare-prints': ofMeeting });

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function PaperPage() {
  return <PaperScreen data={useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = RouteError;
