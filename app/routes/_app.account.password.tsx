import type { MetaFunction } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { load, requireMe } from '../data.server';
import { stayInPlace } from '../commands';
import { asSent, commandAction } from '../commands/command-action.server';
import { PasswordScreen } from '../features/identity';
import { RouteError } from '../features/errors';

export const meta: MetaFunction = () => [{ title: 'Đổi mật khẩu · Phiên' }];

export const loader = load(async ({ server, url }) => {
  requireMe(server, url);
  return null;
});

export const action = commandAction({ 'identity.change-password': asSent });

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Password() {
  return <PasswordScreen answer={useActionData<typeof action>()} />;
}

export const ErrorBoundary = RouteError;
