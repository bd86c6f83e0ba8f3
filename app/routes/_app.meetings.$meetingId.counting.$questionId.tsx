import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { stayInPlace } from '../commands';
import { asSent, commandAction, ofMeeting } from '../commands/command-action.server';
import { CountingScreen } from '../features/counting';
import { RouteError } from '../features/errors';
import { useMinutesNews } from '../features/minutes';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Biên bản kiểm phiếu · ${data?.data.question.text ?? 'Biểu quyết'} · Phiên` }];

/** The count of one vote: everybody of the session reads, the committee signs. */
export const loader = load(async ({ server, params: { meetingId = '', questionId = '' } }) => {
  const { application, caller } = server;
  const data = await application.query('counting.minutes', { meetingId, questionId }, caller);
  const { can, official } = data;
  const certificate = can.sign ? await application.query('signing.certificate', {}, caller) : can.seal && official ? await application.query('records.seal-key', { officialId: official.officialId }, caller) : null;
  return { data, certificate };
});

export const action = commandAction({
  'counting.issue': ofMeeting,
  'counting.take-back': ofMeeting,
  'voting.record-paper-ballots': ofMeeting,
  'records.sign': asSent,
  'records.seal': asSent,
  'records.refuse': asSent,
});

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function CountingRoute() {
  const { data, certificate } = useLoaderData<typeof loader>();
  useMinutesNews(data.session.id);
  return <CountingScreen key={data.question.id} data={data} certificate={certificate} />;
}

export const ErrorBoundary = RouteError;
