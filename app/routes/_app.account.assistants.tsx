import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load, requireMe } from '../data.server';
import { stayInPlace } from '../commands';
import { asSent, commandAction } from '../commands/command-action.server';
import { DelegationsScreen } from '../features/delegations';
import { RouteError } from '../features/errors';

export const meta: MetaFunction = () => [{ title: 'Người giúp việc chuẩn bị · Phiên' }];

export const loader = load(async ({ server, url }) => {
  requireMe(server, url);
  const [mine, people] = await Promise.all([server.application.query('delegations.mine', {}, server.caller), server.application.query('delegations.people', {}, server.caller)]);
  return { mine, people };
});

export const action = commandAction({ 'delegations.give': asSent, 'delegations.end': asSent });

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Assistants() {
  return <DelegationsScreen {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = RouteError;
