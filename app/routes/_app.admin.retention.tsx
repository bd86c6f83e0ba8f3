import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { stayInPlace } from '../commands';
import { asSent, commandAction } from '../commands/command-action.server';
import { RetentionScreen } from '../features/admin';
import { RouteError } from '../features/errors';

export const meta: MetaFunction = () => [{ title: 'Thời hạn giữ · Phiên' }];

export const loader = load(async ({ server: { application, caller } }) => ({
  rules: await application.query('retention.rules', {}, caller),
  removals: await application.query('retention.removals', {}, caller),
}));

export const action = commandAction({ 'retention.set-periods': asSent });

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Retention() {
  const { rules, removals } = useLoaderData<typeof loader>();
  return <RetentionScreen rules={rules} removals={removals.removals} />;
}

export const ErrorBoundary = RouteError;
