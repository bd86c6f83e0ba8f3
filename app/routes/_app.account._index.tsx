import type { MetaFunction } from '@remix-run/node';
import { load, requireMe } from '../data.server';
import { AccountScreen } from '../features/identity';
import { RouteError } from '../features/errors';

export const meta: MetaFunction = () => [{ title: 'Tài khoản · Phiên' }];

export const loader = load(async ({ server, url }) => {
  requireMe(server, url);
  return null;
});

export default function Account() {
  return <AccountScreen />;
}

export const ErrorBoundary = RouteError;
