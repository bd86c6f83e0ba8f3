import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { stayInPlace } from '../commands';
import { asSent, commandAction, ofMeeting } from '../commands/command-action.server';
import { ConclusionsScreen } from '../features/conclusions';
import { RouteError } from '../features/errors';
import { useMinutesNews } from '../features/minutes';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Thông báo kết luận · ${data?.data.session.title ?? 'Phiên họp'} · Phiên` }];

/** The notice of conclusions of a session. */
export const loader = load(async ({ server, params: { meetingId = '' } }) => {
  const { application, caller } = server;
  const data = await application.query('conclusions.notice', { meetingId }, caller);
  const { can, official } = data;
  const certificate = can.sign ? await application.query('signing.certificate', {}, caller) : can.seal && official ? await application.query('records.seal-key', { officialId: official.officialId }, caller) : null;
  return { data, certificate };
});

export const action = commandAction({
  'conclusions.draft': ofMeeting,
  'conclusions.save': ofMeeting,
  'conclusions.issue': ofMeeting,
  'conclusions.take-back': ofMeeting,
  'records.sign': asSent,
  'records.seal': asSent,
  'records.refuse': asSent,
});

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function ConclusionsRoute() {
  const { data, certificate } = useLoaderData<typeof loader>();
  useMinutesNews(data.session.id);
  return <ConclusionsScreen key={data.session.id} data={data} certificate={certificate} />;
}

export const ErrorBoundary = RouteError;
