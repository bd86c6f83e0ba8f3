import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { RouteError } from '../features/errors';
import { stayInPlace } from '../commands';
import { commandAction, ofMeeting } from '../commands/command-action.server';
import { SitesScreen } from '../features/meetings';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.detail.meeting.title ?? 'Phiên họp'} · Phiên` }];

export const loader = load(async ({ server, params }) => {
  const meetingId = params.meetingId ?? '';
  const { application, caller } = server;
  const [sites, detail] = await Promise.all([application.query('meetings.sites', { meetingId }, caller), application.query('meetings.detail', { meetingId }, caller)]);
  return { detail, sites };
});

export const action = commandAction({ 'meetings.publish': ofMeeting, 'meetings.set-sites': ofMeeting, 'meetings.copy-sites': ofMeeting, 'meetings.place-at-site': ofMeeting });

export { unlessFailed as shouldRevalidate } from '../commands';

export default function MeetingSites() {
  return <SitesScreen {...useLoaderData<typeof loader>()} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
