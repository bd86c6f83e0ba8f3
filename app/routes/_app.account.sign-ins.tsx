import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { CommandInput } from '../../server/application';
import { load, text } from '../data.server';
import { SignInsScreen } from '../features/account/sign-ins-screen';
import { actSignedIn } from '../features/errors/act-signed-in.server';
import { RouteError } from '../features/errors/route-error';
import { stayInPlace } from '../features/errors/stay-in-place';
import { valuesOf } from '../features/meetings/form-values';

export const meta: MetaFunction = () => [{ title: 'Nơi đang đăng nhập · Phiên' }];

export const loader = load(async ({ house }) => ({ mine: await house.application.query('identity.my-sign-ins', {}, house.caller) }));

export const action = actSignedIn(async ({ house, form }) => {
  const options = { commandId: text(form, 'commandId') || undefined };
  return text(form, 'intent') === 'forget'
    ? house.application.execute('identity.forget-device', valuesOf<CommandInput<'identity.forget-device'>>(form), house.caller, options)
    : house.application.execute('identity.end-session', valuesOf<CommandInput<'identity.end-session'>>(form), house.caller, options);
});

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../features/errors/stay-in-place';

export default function SignIns() {
  return <SignInsScreen mine={useLoaderData<typeof loader>().mine} />;
}

export const ErrorBoundary = RouteError;
