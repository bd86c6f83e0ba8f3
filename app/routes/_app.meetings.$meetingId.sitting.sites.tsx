import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { RouteError } from '../features/errors';
import { stayInPlace } from '../commands';
import { commandAction, ofMeeting } from '../commands/command-action.server';
import { SittingSitesScreen } from '../features/sitting';

export const meta: MetaFunction = () => [{ title: 'Điểm cầu · Phiên' }];

export const loader = load(async ({ server, params }) => {
  const meetingId = params.meetingId ?? '';
  return { meetingId, snapshot: await server.application.query('sitting.console', { meetingId }, server.caller) };
});

export const action = commandAction({ 'sitting.note-connection': ofMeeting, 'sitting.take-out-site': ofMeeting, 'sitting.bring-back-site': ofMeeting });

export { unlessFailed as shouldRevalidate } from '../commands';

export default function SittingSites() {
  return <SittingSitesScreen {...useLoaderData<typeof loader>()} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
