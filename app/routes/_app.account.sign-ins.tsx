import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { SignInsScreen } from '../features/identity';
import { RouteError } from '../features/errors';
import { stayInPlace } from '../commands';
import { asSent, commandAction } from '../commands/command-action.server';

export const meta: MetaFunction = () => [{ title: 'Nơi đang đăng nhập · Phiên' }];

export const loader = load(async ({ server }) => ({ mine: await server.application.query('identity.my-sign-ins', {}, server.caller) }));

export const action = commandAction({ 'identity.end-sign-in': asSent, 'identity.forget-device': asSent });

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function SignIns() {
  return <SignInsScreen mine={useLoaderData<typeof loader>().mine} />;
}

export const ErrorBoundary = RouteError;
