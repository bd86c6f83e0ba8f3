import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { goTo, load } from '../data.server';
import { RouteError } from '../features/errors';
import { stayInPlace } from '../commands';
import { commandAction, ofMeeting } from '../commands/command-action.server';
import { MemberScreen } from '../features/sitting';

export const meta: MetaFunction = () => [{ title: 'Trong phiên họp · Phiên' }];

/** Those who run the session come to their desk; `?view=member` shows them what everybody sees. */
export const loader = load(async ({ server, params, url }) => {
  const meetingId = params.meetingId ?? '';
  const snapshot = await server.application.query('sitting.live-snapshot', { meetingId }, server.caller);
  if (snapshot.can.run && url.searchParams.get('view') !== 'member') throw goTo(server, `/meetings/${meetingId}/sitting/console`);
  return { meetingId, snapshot, now: server.now };
});

export const action = commandAction({
  'sitting.check-in': ofMeeting,
  'sitting.leave': ofMeeting,
  'floor.request-floor': ofMeeting,
  'floor.update-request': ofMeeting,
  'floor.withdraw-request': ofMeeting,
  'floor.end-turn': ofMeeting,
  'sitting.give-chair': ofMeeting,
  'sitting.return-chair': ofMeeting,
  'sitting.claim-chair': ofMeeting,
  'sitting.propose-chair': ofMeeting,
  'sitting.settle-claim': ofMeeting,
  'sitting.call-assistance': ofMeeting,
  'sitting.answer-call': ofMeeting,
  'sitting.pull-item': ofMeeting,
  'sitting.note-connection': ofMeeting,
});

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Sitting() {
  return <MemberScreen {...useLoaderData<typeof loader>()} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
