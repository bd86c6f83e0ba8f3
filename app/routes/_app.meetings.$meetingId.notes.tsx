import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load, requireMe } from '../data.server';
import { stayInPlace } from '../commands';
import { commandAction, ofMeeting } from '../commands/command-action.server';
import { RouteError } from '../features/errors';
import { NotesScreen } from '../features/sitting';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Phiên họp giấy · ${data?.session.title ?? 'Phiên họp'} · Phiên` }];

export const loader = load(({ server, params, url }) => {
  requireMe(server, url);
  return server.application.query('sitting.notes', { meetingId: params.meetingId ?? '' }, server.caller);
});

export const action = commandAction({ 'sitting.save-notes': ofMeeting, 'sitting.enter-notes': ofMeeting, 'sitting.confirm-notes': ofMeeting });

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function NotesPage() {
  return <NotesScreen data={useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = RouteError;
