import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { RemovalScreen } from '../features/admin';
import { RouteError } from '../features/errors';

export const meta: MetaFunction = () => [{ title: 'Báo cáo xóa tài khoản · Phiên' }];

export const loader = load(async ({ server: { application, caller }, params }) => ({ removal: await application.query('retention.removal', { removalId: params.removalId ?? '' }, caller) }));

export default function Removal() {
  return <RemovalScreen removal={useLoaderData<typeof loader>().removal} />;
}

export const ErrorBoundary = RouteError;
