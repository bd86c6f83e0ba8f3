import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { stayInPlace } from '../commands';
import { asSent, commandAction } from '../commands/command-action.server';
import { PinsScreen } from '../features/admin';
import { RouteError } from '../features/errors';

export const meta: MetaFunction = () => [{ title: 'Mã PIN ký · Phiên' }];

export const loader = load(({ server }) => server.application.query('signing.pin-locks', {}, server.caller));

export const action = commandAction({ 'signing.reset-pin': asSent });

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Pins() {
  return <PinsScreen locks={useLoaderData<typeof loader>().locks} />;
}

export const ErrorBoundary = RouteError;
