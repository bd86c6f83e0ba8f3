import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { actSignedIn } from '../features/errors/act-signed-in.server';
import { RouteError } from '../features/errors/route-error';
import { stayInPlace } from '../features/errors/stay-in-place';
import { ConsoleScreen } from '../features/sitting/console-screen';
import { runSittingCommand } from '../features/sitting/run-command.server';

export const meta: MetaFunction = () => [{ title: 'Điều hành phiên họp · Phiên' }];

export const loader = load(async ({ house, params }) => {
  const meetingId = params.meetingId ?? '';
  return { meetingId, snapshot: await house.application.query('sitting.console', { meetingId }, house.caller), now: house.now };
});

export const action = actSignedIn(({ house, params, form }) => runSittingCommand(house, params.meetingId ?? '', form));

export { unlessFailed as shouldRevalidate } from '../features/errors/stay-in-place';

export default function Console() {
  return <ConsoleScreen {...useLoaderData<typeof loader>()} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
