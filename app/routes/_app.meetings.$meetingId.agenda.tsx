import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { CommandInput } from '../../server/application';
import { load, text } from '../data.server';
import { actSignedIn } from '../features/errors/act-signed-in.server';
import { AgendaEditor } from '../features/agenda/agenda-editor';
import { RouteError } from '../features/errors/route-error';
import { stayInPlace } from '../features/errors/stay-in-place';
import { valuesOf } from '../features/meetings/form-values';
import { runSittingCommand } from '../features/sitting/run-command.server';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.detail.meeting.title ?? 'Phiên họp'} · Phiên` }];

export const loader = load(async ({ house, params }) => {
  const { application, caller } = house;
  const meetingId = params.meetingId ?? '';
  const [detail, agenda, papers, offer, questions, held] = await Promise.all([
    application.query('meetings.detail', { meetingId }, caller),
    application.query('agenda.list', { meetingId }, caller),
    application.query('documents.list', { meetingId }, caller),
    application.query('agenda.editor', { meetingId }, caller),
    application.query('voting.questions', { meetingId }, caller),
    application.query('documents.held', { meetingId }, caller),
  ]);
  return { detail, agenda, papers, offer, questions, held };
});

export const action = actSignedIn(async ({ house, params, form }) => {
  const { application, caller } = house;
  const meetingId = params.meetingId ?? '';
  const options = { commandId: text(form, 'commandId') || undefined };
  if (form.has('command')) return runSittingCommand(house, meetingId, form);
  switch (text(form, 'intent')) {
    case 'publish':
      return application.execute('meetings.publish', { ...valuesOf<CommandInput<'meetings.publish'>>(form), meetingId }, caller, options);
    case 'add':
      return application.execute('agenda.add-item', { ...valuesOf<CommandInput<'agenda.add-item'>>(form), meetingId }, caller, options);
    case 'update':
      return application.execute('agenda.update-item', valuesOf<CommandInput<'agenda.update-item'>>(form), caller, options);
    case 'remove':
      return application.execute('agenda.remove-item', valuesOf<CommandInput<'agenda.remove-item'>>(form), caller, options);
    case 'rename':
      return application.execute('documents.rename', valuesOf<CommandInput<'documents.rename'>>(form), caller, options);
    case 'move':
      return application.execute('documents.move', valuesOf<CommandInput<'documents.move'>>(form), caller, options);
    case 'confirm-held':
      return application.execute('documents.confirm-held', valuesOf<CommandInput<'documents.confirm-held'>>(form), caller, options);
    case 'refuse-held':
      return application.execute('documents.refuse-held', valuesOf<CommandInput<'documents.refuse-held'>>(form), caller, options);
    case 'withdraw':
      return application.execute('documents.withdraw', valuesOf<CommandInput<'documents.withdraw'>>(form), caller, options);
    case 'reorder-papers':
      return application.execute('documents.reorder', { ...valuesOf<CommandInput<'documents.reorder'>>(form), meetingId }, caller, options);
    default:
      return application.execute('agenda.reorder', { ...valuesOf<CommandInput<'agenda.reorder'>>(form), meetingId }, caller, options);
  }
});

export { unlessFailed as shouldRevalidate } from '../features/errors/stay-in-place';

export default function AgendaPage() {
  const data = useLoaderData<typeof loader>();
  return <AgendaEditor key={data.detail.meeting.id} {...data} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
