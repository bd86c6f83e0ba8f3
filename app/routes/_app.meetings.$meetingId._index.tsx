import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { PaperVerdicts } from '../features/authenticity';
import { ConclusionsLink } from '../features/conclusions';
import { RouteError } from '../features/errors';
import { stayInPlace } from '../commands';
import { asSent, commandAction, ofMeeting } from '../commands/command-action.server';
import { useFreshOnReturn } from '../tablet/live/fresh-on-return';
import { ItemPosition, PositionsWay } from '../features/positions';
import { SessionScreen } from '../features/meetings';
import { RehearsalCard } from '../features/rehearsals';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.detail.meeting.title ?? 'Phiên họp'} · Phiên` }];

export const loader = load(async ({ server, params }) => {
  const { application, caller } = server;
  const meetingId = params.meetingId ?? '';
  const [detail, agenda, papers, verdicts] = await Promise.all([
    application.query('meetings.detail', { meetingId }, caller),
    application.query('agenda.list', { meetingId }, caller),
    application.query('documents.list', { meetingId }, caller),
    application.query('authenticity.of-session', { meetingId }, caller),
  ]);
  // What is planned is told as it stands now.
  const sitting = detail.meeting.state === 'in_session' ? (await application.query('sitting.live-snapshot', { meetingId }, caller)).view : null;
  const mine = detail.meeting.state === 'published' ? await application.query('meetings.my-answer', { meetingId }, caller) : null;
  const answers = detail.can.settleAnswers ? await application.query('meetings.answers', { meetingId }, caller) : null;
  const isHeld = detail.meeting.state === 'in_session' || detail.meeting.state === 'closed';
  const counted = isHeld ? await application.query('voting.counted-secret', { meetingId }, caller) : [];
  const counts = isHeld ? await application.query('counting.of-session', { meetingId }, caller) : [];
  const conclusions = detail.meeting.state === 'closed' ? await application.query('conclusions.of-session', { meetingId }, caller) : null;
  const paper = isHeld || detail.meeting.state === 'published' ? await application.query('sitting.on-paper', { meetingId }, caller) : null;
  const imported = detail.meeting.importedAt ? await application.query('imports.of-session', { meetingId }, caller) : null;
  const isComing = detail.meeting.state === 'published' || detail.meeting.state === 'in_session';
  const board = isComing ? await application.query('positions.board', { meetingId }, caller) : null;
  const rehearsal = detail.meeting.state === 'published' ? await application.query('rehearsals.state', { meetingId }, caller) : null;
  return { detail, agenda, papers, verdicts, sitting, mine, answers, counted, counts, conclusions, rehearsal, paper, imported, board, origin: server.origin, now: server.now };
});

export const action = commandAction({ 'meetings.record-look': ofMeeting, 'sitting.check-in': ofMeeting, 'agenda.recuse': asSent, 'meetings.answer': ofMeeting, 'meetings.settle-answer': ofMeeting, 'rehearsals.begin': ofMeeting, 'rehearsals.end': ofMeeting });

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Session() {
  const { detail, agenda, papers, verdicts, sitting, mine, answers, counted, counts, conclusions, rehearsal, paper, imported, board, origin, now } = useLoaderData<typeof loader>();
  useFreshOnReturn();
  return (
    <PaperVerdicts verdicts={verdicts}>
      <SessionScreen key={detail.meeting.id} detail={detail} agenda={agenda} papers={papers} sitting={sitting} mine={mine} answers={answers} counted={counted} counts={counts} conclusions={conclusions && <ConclusionsLink meetingId={detail.meeting.id} {...conclusions} />} paper={paper} imported={imported} positions={board && <PositionsWay board={board} />} positionOf={board ? (itemId) => <ItemPosition board={board} itemId={itemId} /> : undefined} rehearsal={rehearsal && <RehearsalCard meetingId={detail.meeting.id} state={rehearsal} origin={origin} />} now={now} />
    </PaperVerdicts>
  );
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
