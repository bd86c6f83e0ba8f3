import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { RouteError } from '../features/errors';
import { ReadinessScreen } from '../features/sitting';

export const meta: MetaFunction = () => [{ title: 'Máy sẵn sàng · Phiên' }];

export const loader = load(async ({ server, params }) => {
  const meetingId = params.meetingId ?? '';
  return { meetingId, snapshot: await server.application.query('sitting.console', { meetingId }, server.caller) };
});

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Readiness() {
  return <ReadinessScreen {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = RouteError;
