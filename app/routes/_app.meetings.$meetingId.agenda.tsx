import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { AgendaEditor } from '../features/agenda';
import { PaperVerdicts } from '../features/authenticity';
import { RouteError } from '../features/errors';
import { stayInPlace } from '../commands';
import { asSent, commandAction, ofMeeting } from '../commands/command-action.server';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.detail.meeting.title ?? 'Phiên họp'} · Phiên` }];

export const loader = load(async ({ server, params }) => {
  const { application, caller } = server;
  const meetingId = params.meetingId ?? '';
  const [detail, agenda, papers, offer, questions, held, preparation, verdicts] = await Promise.all([
    application.query('meetings.detail', { meetingId }, caller),
    application.query('agenda.list', { meetingId }, caller),
    application.query('documents.list', { meetingId }, caller),
    application.query('agenda.editor', { meetingId }, caller),
    application.query('voting.questions', { meetingId }, caller),
    application.query('documents.held', { meetingId }, caller),
    application.query('documents.preparation', { meetingId }, caller),
    application.query('authenticity.of-session', { meetingId }, caller),
  ]);
  return { detail, agenda, papers, offer, questions, held, preparation, verdicts };
});

export const action = commandAction({
  'meetings.publish': ofMeeting,
  'agenda.add-item': ofMeeting,
  'agenda.update-item': asSent,
  'agenda.remove-item': asSent,
  'agenda.reorder': ofMeeting,
  'agenda.set-audience': asSent,
  'agenda.mark-block': asSent,
  'agenda.recuse': asSent,
  'agenda.end-recusal': asSent,
  'documents.rename': asSent,
  'documents.move': asSent,
  'documents.confirm-held': asSent,
  'documents.refuse-held': asSent,
  'documents.withdraw': asSent,
  'documents.set-audience': asSent,
  'documents.reorder': ofMeeting,
  'voting.create-question': ofMeeting,
  'voting.update-question': ofMeeting,
  'voting.remove-question': ofMeeting,
});

export { unlessFailed as shouldRevalidate } from '../commands';

export default function AgendaPage() {
  const { verdicts, ...data } = useLoaderData<typeof loader>();
  return (
    <PaperVerdicts verdicts={verdicts}>
      <AgendaEditor key={data.detail.meeting.id} {...data} />
    </PaperVerdicts>
  );
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
