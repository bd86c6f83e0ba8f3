import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { stayInPlace } from '../commands';
import { asSent, commandAction, ofMeeting } from '../commands/command-action.server';
import { RouteError } from '../features/errors';
import { MinutesReading, MinutesScreen, useMinutesNews } from '../features/minutes';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Biên bản · ${data?.view.session.title ?? 'Phiên họp'} · Phiên` }];

/** Those who work on the minutes get the editor, everybody else of the session the approved minutes. */
export const loader = load(async ({ server, params }) => {
  const { application, caller } = server;
  const meetingId = params.meetingId ?? '';
  const view = await application.query('minutes.view', { meetingId }, caller);
  const seesText = view.works && (view.minutes !== null || view.can.draft || view.can.begin);
  const [editor, certificate] = await Promise.all([
    seesText ? application.query('minutes.editor', { meetingId }, caller) : null,
    view.can.sign ? application.query('signing.certificate', {}, caller) : view.can.seal && view.minutes?.officialId ? application.query('records.seal-key', { officialId: view.minutes.officialId }, caller) : null,
  ]);
  return { view, editor, certificate };
});

export const action = commandAction({
  'minutes.begin': ofMeeting,
  'minutes.draft': ofMeeting,
  'minutes.submit': asSent,
  'minutes.return': asSent,
  'minutes.approve': asSent,
  'minutes.reopen': asSent,
  'minutes.settle-differences': asSent,
  'records.sign': asSent,
  'records.seal': asSent,
  'records.refuse': asSent,
});

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function MinutesPage() {
  const { view, editor, certificate } = useLoaderData<typeof loader>();
  useMinutesNews(view.session.id);
  return editor ? <MinutesScreen data={editor} certificate={certificate} /> : <MinutesReading view={view} />;
}

export const ErrorBoundary = RouteError;
