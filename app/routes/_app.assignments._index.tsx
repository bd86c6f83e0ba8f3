import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { ListScreen, listPlace } from '../features/assignments';
import { RouteError } from '../features/errors';

export const meta: MetaFunction = () => [{ title: 'Nhiệm vụ · Phiên' }];

export const loader = load(async ({ server, url }) => ({ list: await server.application.query('assignments.list', listPlace(url.searchParams), server.caller) }));

export default function Assignments() {
  return <ListScreen list={useLoaderData<typeof loader>().list} />;
}

export const ErrorBoundary = RouteError;
