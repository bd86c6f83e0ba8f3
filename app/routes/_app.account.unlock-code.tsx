import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { load, text } from '../data.server';
import { actSignedIn } from '../features/errors/act-signed-in.server';
import { stayInPlace } from '../features/errors/stay-in-place';
import { UnlockCodeScreen } from '../features/account/unlock-code-screen';
import { RouteError } from '../features/errors/route-error';

export const meta: MetaFunction = () => [{ title: 'Mã mở khóa · Phiên' }];

export const loader = load(async ({ house }) => house.application.query('identity.unlock-code', {}, house.caller));

export const action = actSignedIn(async ({ house, form }) =>
  house.application.execute('identity.set-unlock-code', { password: text(form, 'password'), code: text(form, 'remove') === 'yes' ? null : text(form, 'code') }, house.caller),
);

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../features/errors/stay-in-place';

export default function UnlockCode() {
  const { isSet, refusal } = useLoaderData<typeof loader>();
  return <UnlockCodeScreen isSet={isSet} refusal={refusal} answer={useActionData<typeof action>()} />;
}

export const ErrorBoundary = RouteError;
