import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { load } from '../data.server';
import { qrCode } from '../qr-code.server';
import { RouteError } from '../features/errors';
import { stayInPlace } from '../commands';
import { commandAction, ofMeeting } from '../commands/command-action.server';
import { PassesSection, PassSheet, type PrintedPass } from '../features/guests';
import { LettersSection } from '../features/mail';
import { PrepareScreen } from '../features/meetings';
import { Stack } from '../ui';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.detail.meeting.title ?? 'Phiên họp'} · Phiên` }];

export const loader = load(async ({ server, params }) => {
  const { application, caller } = server;
  const meetingId = params.meetingId ?? '';
  const [detail, log, passes] = await Promise.all([
    application.query('meetings.detail', { meetingId }, caller),
    application.query('mail.log', { meetingId }, caller),
    application.query('guests.passes', { meetingId }, caller),
  ]);
  return { detail, log, passes };
});

export const action = commandAction<{ printed?: PrintedPass[] }>({
  'meetings.publish': ofMeeting,
  'mail.send-again': ofMeeting,
  'guests.revoke-passes': ofMeeting,
  'guests.issue-passes': async ({ input, execute, params }) => {
    const { passes } = await execute({ ...input, meetingId: params.meetingId ?? '' });
    return { printed: passes.map((pass) => ({ ...pass, code: qrCode(pass.url) })) };
  },
});

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Letters() {
  const { detail, log, passes } = useLoaderData<typeof loader>();
  const [printed, setPrinted] = useState<PrintedPass[] | null>(null);
  const { meeting } = detail;
  if (printed) return <PassSheet printed={printed} session={{ kind: meeting.kind, bodyName: passes.bodyName, startsAt: meeting.startsAt, place: meeting.place }} onClose={() => setPrinted(null)} />;
  return (
    <PrepareScreen detail={detail} place="letters">
      <Stack gap={6}>
        <PassesSection passes={passes} onPrinted={setPrinted} />
        <LettersSection log={log} />
      </Stack>
    </PrepareScreen>
  );
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
