import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load, requireMe } from '../data.server';
import { PreparedSession } from '../features/delegations';
import { RouteError } from '../features/errors';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Chuẩn bị cho ${data?.leader.name ?? ''} · ${data?.session.title ?? 'Phiên họp'} · Phiên` }];

export const loader = load(async ({ server: { application, ...server }, params, url }) => {
  requireMe({ application, ...server }, url);
  const about = { meetingId: params.meetingId ?? '', for: params.personId ?? '' };
  const [{ fullName, session }, agenda, papers] = await Promise.all([
    application.query('meetings.prepared-session', about, server.caller),
    application.query('agenda.list', about, server.caller),
    application.query('documents.list', about, server.caller),
  ]);
  return { leader: { id: about.for, name: fullName }, session, agenda, papers };
});

export default function ForPerson() {
  return <PreparedSession {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = RouteError;
