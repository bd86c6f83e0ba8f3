import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { stayInPlace } from '../commands';
import { asSent, commandAction } from '../commands/command-action.server';
import { BodiesScreen } from '../features/admin';
import { RouteError } from '../features/errors';
import { isoDay } from '../ui/i18n';

export const meta: MetaFunction = () => [{ title: 'Ủy ban · Phiên' }];

export const loader = load(async ({ server }) => ({
  directory: await server.application.query('organization.directory', {}, server.caller),
  today: isoDay(server.now),
}));

export const action = commandAction({
  'organization.create-body': asSent,
  'organization.update-body': asSent,
  'organization.add-membership': asSent,
  'organization.end-membership': asSent,
});

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Bodies() {
  const { directory, today } = useLoaderData<typeof loader>();
  return <BodiesScreen directory={directory} today={today} />;
}

export const ErrorBoundary = RouteError;
