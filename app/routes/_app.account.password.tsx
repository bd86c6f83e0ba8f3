import type { MetaFunction } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { load, requireMe, text } from '../data.server';
import { actSignedIn } from '../features/errors/act-signed-in.server';
import { stayInPlace } from '../features/errors/stay-in-place';
import { PasswordScreen } from '../features/account/password-screen';
import { RouteError } from '../features/errors/route-error';

export const meta: MetaFunction = () => [{ title: 'Đổi mật khẩu · Phiên' }];

export const loader = load(async ({ house, url }) => {
  requireMe(house, url);
  return null;
});

export const action = actSignedIn(async ({ house, form }) =>
  house.application.execute('identity.change-password', { current: text(form, 'current'), next: text(form, 'next') }, house.caller),
);

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../features/errors/stay-in-place';

export default function Password() {
  return <PasswordScreen answer={useActionData<typeof action>()} />;
}

export const ErrorBoundary = RouteError;
