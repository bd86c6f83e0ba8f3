import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { RouteError } from '../features/errors/route-error';
import { HomeScreen } from '../features/home/home-screen';
import { minutesTasks } from '../features/home/minutes-tasks';
import { useFreshOnReturn } from '../features/meetings/fresh-on-return';
import { useLanguage } from '../ui/i18n';

export const meta: MetaFunction = () => [{ title: 'Phiên' }];

export const loader = load(async ({ house }) => {
  const { application, caller } = house;
  const [home, minutes] = await Promise.all([application.query('meetings.home', {}, caller), application.query('minutes.tasks', {}, caller)]);
  const progress = home.next ? await application.query('documents.progress', { meetingId: home.next.id }, caller) : null;
  return { home, progress, minutes: minutes.tasks, now: house.now };
});

export default function Home() {
  const { home, progress, minutes, now } = useLoaderData<typeof loader>();
  const language = useLanguage();
  useFreshOnReturn();
  return <HomeScreen home={home} progress={progress} tasks={minutesTasks(minutes, language)} now={now} />;
}

export const ErrorBoundary = RouteError;
