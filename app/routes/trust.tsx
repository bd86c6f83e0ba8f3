import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { TrustScreen } from '../features/identity';
import { RouteError } from '../features/errors';

export const meta: MetaFunction = () => [{ title: 'Tin cậy máy chủ này · Phiên' }];

export const loader = load(async ({ server }) => ({ authority: server.authority, origin: server.origin }));

export default function Trust() {
  return <TrustScreen {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = RouteError;
