import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { readPublicError } from '@shared/protocol/public-error';
import { goTo, load } from '../data.server';
import { RouteError } from '../features/errors';
import { stayInPlace } from '../commands';
import { asSent, commandAction, ofMeeting } from '../commands/command-action.server';
import { ConsoleScreen } from '../features/sitting';

export const meta: MetaFunction = () => [{ title: 'Điều hành phiên họp · Phiên' }];

/** The desk of those who run the session; everybody else comes to the table. */
export const loader = load(async ({ server, params }) => {
  const meetingId = params.meetingId ?? '';
  const snapshot = await server.application.query('sitting.console', { meetingId }, server.caller).catch((error: unknown) => {
    // Whose desk this is not, or not any more, has a place at the table (sitting L35).
    throw readPublicError(error)?.reason === 'sitting.officers_only' ? goTo(server, `/meetings/${meetingId}/sitting`) : error;
  });
  return { meetingId, snapshot, now: server.now };
});

export const action = commandAction({
  'sitting.note-connection': ofMeeting,
  'sitting.take-out-site': ofMeeting,
  'sitting.open-session': ofMeeting,
  'sitting.close-session': ofMeeting,
  'sitting.start-item': ofMeeting,
  'sitting.return-item': ofMeeting,
  'sitting.end-item': ofMeeting,
  'sitting.postpone-item': ofMeeting,
  'sitting.extend-item': ofMeeting,
  'sitting.take-earlier': ofMeeting,
  'sitting.move-item': ofMeeting,
  'sitting.take-block': ofMeeting,
  'sitting.pull-item': ofMeeting,
  'sitting.record-conclusion': ofMeeting,
  'agenda.recuse': asSent,
  'agenda.end-recusal': asSent,
  'sitting.stop-presenting': ofMeeting,
  'sitting.hand-over': ofMeeting,
  'sitting.pause-session': ofMeeting,
  'sitting.adjourn-session': ofMeeting,
  'sitting.resume-session': ofMeeting,
  'sitting.call-attention': ofMeeting,
  'sitting.send-notice': ofMeeting,
  'sitting.set-blackout': ofMeeting,
  'sitting.show-lights': ofMeeting,
  'sitting.answer-call': ofMeeting,
  'floor.request-floor': ofMeeting,
  'floor.update-request': ofMeeting,
  'floor.withdraw-request': ofMeeting,
  'floor.reorder-queue': ofMeeting,
  'floor.give-floor': ofMeeting,
  'floor.extend-turn': ofMeeting,
  'floor.end-turn': ofMeeting,
  'sitting.pair-screen': ofMeeting,
  'sitting.remove-screen': ofMeeting,
  'voting.create-question': ofMeeting,
  'voting.update-question': ofMeeting,
  'voting.remove-question': ofMeeting,
  'voting.open-question': ofMeeting,
  'voting.withdraw-question': ofMeeting,
  'voting.record-show-of-hands': ofMeeting,
  'voting.close-question': ofMeeting,
  'voting.continue-by-hands': ofMeeting,
  'voting.call-next': ofMeeting,
  'voting.enter-answer': ofMeeting,
  'voting.void-ballots': ofMeeting,
  'voting.record-paper-ballots': ofMeeting,
  'voting.set-committee': ofMeeting,
});

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Console() {
  return <ConsoleScreen {...useLoaderData<typeof loader>()} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
