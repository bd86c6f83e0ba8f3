import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { stayInPlace } from '../commands';
import { asSent, commandAction, ofMeeting } from '../commands/command-action.server';
import { RouteError } from '../features/errors';
import { ChangesScreen } from '../features/changes';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Thay đổi · ${data?.meeting.title ?? 'Phiên họp'} · Phiên` }];

export const loader = load(async ({ server: { application, caller }, params }) => {
  const meetingId = params.meetingId ?? '';
  const { meeting, list } = await application.query('meetings.changes', { meetingId }, caller);
  const replaced = list ? await application.query('documents.changes', { meetingId, known: list.papers.known }, caller) : [];
  // Each paper that is given here is one the caller may read now.
  const papers = await Promise.all(replaced.map(async (paper) => {
    const { isBehind, own } = await application.query('annotations.carried', { documentId: paper.documentId }, caller);
    const count = (verdict: string): number => own.filter((mark) => mark.decision === null && mark.verdict === verdict).length;
    return { ...paper, marks: { isBehind, moved: count('moved'), check: count('check'), tray: count('tray') } };
  }));
  return { meeting, list, papers };
});

export const action = commandAction({ 'meetings.settle-changes': ofMeeting, 'documents.request-comparison': asSent });

export const clientAction = stayInPlace;

/** What is read stays before the eyes when it was said to be read. */
export const shouldRevalidate = ({ formMethod, defaultShouldRevalidate }: { formMethod?: string; defaultShouldRevalidate: boolean }): boolean =>
  formMethod === undefined ? defaultShouldRevalidate : false;

export default function Changes() {
  return <ChangesScreen {...useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = RouteError;
