import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { act, load } from '../data.server';
import { RouteError } from '../features/errors/route-error';
import { AttendanceScreen } from '../features/sitting/attendance-screen';
import { runSittingCommand } from '../features/sitting/run-command.server';

export const meta: MetaFunction = () => [{ title: 'Điểm danh · Phiên' }];

export const loader = load(async ({ house, params }) => {
  const meetingId = params.meetingId ?? '';
  return { meetingId, snapshot: await house.application.query('sitting.console', { meetingId }, house.caller) };
});

export const action = act(({ house, params, form }) => runSittingCommand(house, params.meetingId ?? '', form));

export default function Attendance() {
  return <AttendanceScreen {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = RouteError;
