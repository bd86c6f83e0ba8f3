import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { stayInPlace } from '../commands';
import { commandAction, ofMeeting } from '../commands/command-action.server';
import { RouteError } from '../features/errors';
import { SessionWatch } from '../features/meetings';
import { PositionsScreen } from '../features/positions';
import { useFreshOnReturn } from '../tablet/live/fresh-on-return';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Ý kiến trước phiên họp · ${data?.meeting.title ?? 'Phiên họp'} · Phiên` }];

export const loader = load(({ server, params }) => server.application.query('positions.board', { meetingId: params.meetingId ?? '' }, server.caller));

export const action = commandAction({ 'positions.declare': ofMeeting, 'positions.withdraw': ofMeeting, 'positions.answer': ofMeeting });

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Positions() {
  useFreshOnReturn();
  const board = useLoaderData<typeof loader>();
  const { id, state } = board.meeting;
  return (
    <>
      {state === 'published' || state === 'in_session' ? <SessionWatch meetingId={id} mayCheckIn={false} /> : null}
      <PositionsScreen board={board} />
    </>
  );
}

export const ErrorBoundary = RouteError;
