import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { RouteError } from '../features/errors';
import { AsPersonScreen } from '../features/meetings';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Xem như ${data?.person.fullName ?? ''} · ${data?.meeting.title ?? 'Phiên họp'} · Phiên` }];

export const loader = load(async ({ server: { application, caller }, params }) => {
  const about = { meetingId: params.meetingId ?? '', as: params.personId ?? '' };
  // Before anything is asked as that person, the look stands in the audit log (M43).
  const person = await application.execute('meetings.note-seen-as', about, caller);
  const [{ meeting, counts }, agenda, papers] = await Promise.all([
    application.query('meetings.detail', { meetingId: about.meetingId }, caller),
    application.query('agenda.list', about, caller),
    application.query('documents.list', about, caller),
  ]);
  return { meeting, person, agenda, papers, allPapers: counts.documents };
});

export default function AsPerson() {
  return <AsPersonScreen {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = RouteError;
