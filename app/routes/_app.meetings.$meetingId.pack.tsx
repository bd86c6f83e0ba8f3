import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { stayInPlace } from '../commands';
import { commandAction, ofMeeting } from '../commands/command-action.server';
import { RouteError } from '../features/errors';
import { PackScreen } from '../features/packs';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Tập tài liệu · ${data?.meeting.title ?? 'Phiên họp'} · Phiên` }];

export const loader = load(async ({ server: { application, caller }, params }) => {
  const meetingId = params.meetingId ?? '';
  const [{ meeting }, packs, numbers] = await Promise.all([
    application.query('meetings.detail', { meetingId }, caller),
    application.query('packs.session', { meetingId }, caller),
    application.query('packs.numbers', { meetingId }, caller),
  ]);
  return { meeting: { id: meeting.id, title: meeting.title }, packs, numbers };
});

export const action = commandAction({ 'packs.request': ofMeeting });

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function PackPage() {
  return <PackScreen {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = RouteError;
