import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { goTo, load } from '../data.server';
import { stayInPlace } from '../commands';
import { commandAction } from '../commands/command-action.server';
import { LeavingScreen } from '../features/admin';
import { RouteError } from '../features/errors';

export const meta: MetaFunction = () => [{ title: 'Xóa tài khoản · Phiên' }];

export const loader = load(async ({ server: { application, caller }, params }) => ({ leaving: await application.query('retention.leaving', { personId: params.personId ?? '' }, caller) }));

export const action = commandAction({
  'retention.delete-person': async ({ input, execute, params, server }) => {
    const { removalId } = await execute({ ...input, personId: params.personId ?? '' });
    throw goTo(server, `/admin/removals/${removalId}`);
  },
});

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Leaving() {
  return <LeavingScreen leaving={useLoaderData<typeof loader>().leaving} />;
}

export const ErrorBoundary = RouteError;
