import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { goTo, load } from '../data.server';
import { FirstStepsScreen } from '../features/admin';
import { RouteError } from '../features/errors';

export const meta: MetaFunction = () => [{ title: 'Quản trị · Phiên' }];

export const loader = load(async ({ server }) => {
  const done = await server.application.query('identity.first-steps', {}, server.caller);
  if (Object.values(done).every(Boolean)) throw goTo(server, '/admin/people');
  return done;
});

export default function Admin() {
  return <FirstStepsScreen done={useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = RouteError;
