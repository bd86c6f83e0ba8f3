import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { RouteError } from '../features/errors';
import { listPlace, MeetingListScreen } from '../features/meetings';

export const meta: MetaFunction = () => [{ title: 'Phiên họp · Phiên' }];

export const loader = load(async ({ server, url }) => ({ list: await server.application.query('meetings.list', listPlace(url.searchParams), server.caller), now: server.now }));

export default function Meetings() {
  const { list, now } = useLoaderData<typeof loader>();
  return <MeetingListScreen list={list} now={now} />;
}

export const ErrorBoundary = RouteError;
