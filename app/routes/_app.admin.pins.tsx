import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { CommandInput } from '../../server/application';
import { load, text } from '../data.server';
import { actSignedIn } from '../features/errors/act-signed-in.server';
import { stayInPlace } from '../features/errors/stay-in-place';
import { PinsScreen } from '../features/admin/pins-screen';
import { RouteError } from '../features/errors/route-error';
import { valuesOf } from '../features/meetings/form-values';

export const meta: MetaFunction = () => [{ title: 'Mã PIN ký · Phiên' }];

export const loader = load(({ house }) => house.application.query('signing.pin-locks', {}, house.caller));

export const action = actSignedIn(({ house, form }) =>
  house.application.execute('signing.reset-pin', valuesOf<CommandInput<'signing.reset-pin'>>(form), house.caller, { commandId: text(form, 'commandId') || undefined }),
);

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../features/errors/stay-in-place';

export default function Pins() {
  return <PinsScreen locks={useLoaderData<typeof loader>().locks} />;
}

export const ErrorBoundary = RouteError;
