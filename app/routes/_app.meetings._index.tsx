import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { RouteError } from '../features/errors/route-error';
import { MeetingListScreen } from '../features/meetings/meeting-list';

export const meta: MetaFunction = () => [{ title: 'Phiên họp · Phiên' }];

export const loader = load(async ({ house }) => ({ list: await house.application.query('meetings.list', {}, house.caller) }));

export default function Meetings() {
  const { list } = useLoaderData<typeof loader>();
  return <MeetingListScreen list={list} />;
}

export const ErrorBoundary = RouteError;
