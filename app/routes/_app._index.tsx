import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { HomeScreen } from '../features/home/home-screen';
import { useFreshOnReturn } from '../features/meetings/fresh-on-return';
import { RouteError } from '../features/errors/route-error';

export const meta: MetaFunction = () => [{ title: 'Phiên' }];

export const loader = load(async ({ house }) => {
  const { application, caller } = house;
  const home = await application.query('meetings.home', {}, caller);
  const progress = home.next ? await application.query('documents.progress', { meetingId: home.next.id }, caller) : null;
  return { home, progress, now: house.now };
});

export default function Home() {
  const { home, progress, now } = useLoaderData<typeof loader>();
  useFreshOnReturn();
  return <HomeScreen home={home} progress={progress} tasks={[]} now={now} />;
}

export const ErrorBoundary = RouteError;
