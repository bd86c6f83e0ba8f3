import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { EmailScreen } from '../features/identity';
import { RouteError } from '../features/errors';
import { stayInPlace } from '../commands';
import { asSent, commandAction } from '../commands/command-action.server';

export const meta: MetaFunction = () => [{ title: 'Thư điện tử · Phiên' }];

export const loader = load(({ server: { application, caller } }) => application.query('identity.own-email', {}, caller));

export const action = commandAction({ 'identity.set-email': asSent });

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Email() {
  const { email } = useLoaderData<typeof loader>();
  return <EmailScreen email={email} />;
}

export const ErrorBoundary = RouteError;
