import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { stayInPlace } from '../commands';
import { asSent, commandAction } from '../commands/command-action.server';
import { conclusionsTasks } from '../features/conclusions';
import { delegationTasks } from '../features/delegations';
import { RouteError } from '../features/errors';
import { HomeScreen, minutesTasks, notesTasks } from '../features/home';
import { preparingTasks } from '../features/preparing';
import { useFreshOnReturn } from '../tablet/live/fresh-on-return';
import { useLanguage } from '../ui/i18n';

export const meta: MetaFunction = () => [{ title: 'Phiên' }];

export const loader = load(async ({ server }) => {
  const { application, caller } = server;
  const [home, minutes, conclusions, preparing, notes, assignments, told, delegations] = await Promise.all([
    application.query('meetings.home', {}, caller),
    application.query('minutes.tasks', {}, caller),
    application.query('conclusions.tasks', {}, caller),
    application.query('documents.preparing', {}, caller),
    application.query('sitting.notes-tasks', {}, caller),
    application.query('assignments.mine', {}, caller),
    application.query('identity.notices', {}, caller),
    application.query('delegations.mine', {}, caller),
  ]);
  // While a session runs, home is the sitting itself.
  const sitting = home.next?.state === 'in_session' ? await application.query('sitting.live-snapshot', { meetingId: home.next.id }, caller) : null;
  const progress = home.next && !sitting ? await application.query('documents.progress', { meetingId: home.next.id }, caller) : null;
  return { home, sitting, progress, minutes: minutes.tasks, conclusions: conclusions.tasks, preparing, notes: notes.tasks, assignments, notices: told.notices, delegations, now: server.now };
});

export const action = commandAction({ 'identity.read-notice': asSent });

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Home() {
  const { home, sitting, progress, minutes, conclusions, preparing, notes, assignments, notices, delegations, now } = useLoaderData<typeof loader>();
  const language = useLanguage();
  useFreshOnReturn();
  return <HomeScreen home={home} sitting={sitting} progress={progress} tasks={[...preparingTasks(preparing, language), ...notesTasks(notes, language), ...minutesTasks(minutes, language), ...conclusionsTasks(conclusions, language), ...delegationTasks(delegations, language)]} assignments={assignments} notices={notices} now={now} />;
}

export const ErrorBoundary = RouteError;
