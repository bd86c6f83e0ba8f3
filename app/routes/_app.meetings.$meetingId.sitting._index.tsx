import type { MetaFunction } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { act, load } from '../data.server';
import { RouteError } from '../features/errors/route-error';
import { MemberScreen } from '../features/sitting/member-screen';
import { runSittingCommand } from '../features/sitting/run-command.server';

export const meta: MetaFunction = () => [{ title: 'Trong phiên họp · Phiên' }];

/** Those who run the session come to their desk; `?view=member` shows them what everybody sees. */
export const loader = load(async ({ house, params, url }) => {
  const meetingId = params.meetingId ?? '';
  const snapshot = await house.application.query('sitting.live-snapshot', { meetingId }, house.caller);
  if (snapshot.can.run && url.searchParams.get('view') !== 'member') throw redirect(`/meetings/${meetingId}/sitting/console`);
  return { meetingId, snapshot, now: house.now };
});

export const action = act(({ house, params, form }) => runSittingCommand(house, params.meetingId ?? '', form));

export default function Sitting() {
  return <MemberScreen {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = RouteError;
