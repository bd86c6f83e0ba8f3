import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load, requireMe } from '../data.server';
import { PreparedSessions } from '../features/delegations';
import { RouteError } from '../features/errors';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Chuẩn bị cho ${data?.sessions.fullName ?? ''} · Phiên` }];

export const loader = load(async ({ server, params, url }) => {
  requireMe(server, url);
  const leaderId = params.personId ?? '';
  return { leaderId, sessions: await server.application.query('meetings.prepared-for', { for: leaderId }, server.caller) };
});

export default function PrepareFor() {
  return <PreparedSessions {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = RouteError;
