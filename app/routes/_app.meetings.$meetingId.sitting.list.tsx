import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load, requireMe } from '../data.server';
import { stayInPlace } from '../commands';
import { commandAction, ofMeeting } from '../commands/command-action.server';
import { RouteError } from '../features/errors';
import { ListScreen } from '../features/sitting';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Danh sách điểm danh · ${data?.meeting.title ?? 'Phiên họp'} · Phiên` }];

export const loader = load(({ server, params, url }) => {
  requireMe(server, url);
  return server.application.query('sitting.attendance-list', { meetingId: params.meetingId ?? '' }, server.caller);
});

export const action = commandAction({ 'sitting.issue-list': ofMeeting });

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function ListPage() {
  return <ListScreen list={useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = RouteError;
