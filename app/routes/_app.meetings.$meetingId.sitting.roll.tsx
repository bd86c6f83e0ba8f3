import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { RouteError } from '../features/errors';
import { stayInPlace } from '../commands';
import { commandAction, ofMeeting } from '../commands/command-action.server';
import { RollScreen } from '../features/sitting';

export const meta: MetaFunction = () => [{ title: 'Gọi tên biểu quyết · Phiên' }];

export const loader = load(async ({ server, params }) => {
  const meetingId = params.meetingId ?? '';
  return { meetingId, snapshot: await server.application.query('sitting.console', { meetingId }, server.caller) };
});

export const action = commandAction({ 'voting.enter-answer': ofMeeting, 'voting.call-next': ofMeeting, 'voting.recall-name': ofMeeting, 'voting.close-question': ofMeeting });

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Roll() {
  return <RollScreen {...useLoaderData<typeof loader>()} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
