import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { CommandInput } from '../../server/application';
import { load } from '../data.server';
import { actSignedIn } from '../features/errors/act-signed-in.server';
import { stayInPlace } from '../features/errors/stay-in-place';
import { valuesOf } from '../features/meetings/form-values';
import { RouteError } from '../features/errors/route-error';
import { HomeScreen } from '../features/home/home-screen';
import { minutesTasks } from '../features/home/minutes-tasks';
import { useFreshOnReturn } from '../features/meetings/fresh-on-return';
import { useLanguage } from '../ui/i18n';

export const meta: MetaFunction = () => [{ title: 'Phiên' }];

export const loader = load(async ({ house }) => {
  const { application, caller } = house;
  const [home, minutes, told] = await Promise.all([
    application.query('meetings.home', {}, caller),
    application.query('minutes.tasks', {}, caller),
    application.query('identity.notices', {}, caller),
  ]);
  // While a session runs, home is the sitting itself.
  const sitting = home.next?.state === 'in_session' ? await application.query('sitting.live-snapshot', { meetingId: home.next.id }, caller) : null;
  const progress = home.next && !sitting ? await application.query('documents.progress', { meetingId: home.next.id }, caller) : null;
  return { home, sitting, progress, minutes: minutes.tasks, notices: told.notices, now: house.now };
});

/** A notice was read. */
export const action = actSignedIn(async ({ house, form }) => house.application.execute('identity.read-notice', valuesOf<CommandInput<'identity.read-notice'>>(form), house.caller));

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../features/errors/stay-in-place';

export default function Home() {
  const { home, sitting, progress, minutes, notices, now } = useLoaderData<typeof loader>();
  const language = useLanguage();
  useFreshOnReturn();
  return <HomeScreen home={home} sitting={sitting} progress={progress} tasks={minutesTasks(minutes, language)} notices={notices} now={now} />;
}

export const ErrorBoundary = RouteError;
