import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { actSignedIn } from '../features/errors/act-signed-in.server';
import { RouteError } from '../features/errors/route-error';
import { stayInPlace } from '../features/errors/stay-in-place';
import { AttendanceScreen } from '../features/sitting/attendance-screen';
import { runSittingCommand } from '../features/sitting/run-command.server';

export const meta: MetaFunction = () => [{ title: 'Điểm danh · Phiên' }];

export const loader = load(async ({ house, params }) => {
  const meetingId = params.meetingId ?? '';
  return { meetingId, snapshot: await house.application.query('sitting.console', { meetingId }, house.caller) };
});

export const action = actSignedIn(({ house, params, form }) => runSittingCommand(house, params.meetingId ?? '', form));

export { unlessFailed as shouldRevalidate } from '../features/errors/stay-in-place';

export default function Attendance() {
  return <AttendanceScreen {...useLoaderData<typeof loader>()} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
