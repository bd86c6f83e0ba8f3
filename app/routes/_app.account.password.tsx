import type { MetaFunction } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { act, load, requireMe, text } from '../data.server';
import { PasswordScreen } from '../features/account/password-screen';
import { RouteError } from '../features/errors/route-error';

export const meta: MetaFunction = () => [{ title: 'Đổi mật khẩu · Phiên' }];

export const loader = load(async ({ house, url }) => {
  requireMe(house, url);
  return null;
});

export const action = act(async ({ house, form }) =>
  house.application.execute('identity.change-password', { current: text(form, 'current'), next: text(form, 'next') }, house.caller),
);

export default function Password() {
  return <PasswordScreen answer={useActionData<typeof action>()} />;
}

export const ErrorBoundary = RouteError;
