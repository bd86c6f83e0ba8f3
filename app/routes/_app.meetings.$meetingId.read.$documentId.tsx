import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { watermarkOf } from '@shared/rules/watermark';
import { load } from '../data.server';
import { RouteError } from '../features/errors';
import { stayInPlace } from '../commands';
import { asSent, commandAction, ofMeeting } from '../commands/command-action.server';
import { ReadingScreen } from '../features/reading';
import { useMe } from '../me';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.paper.document.title ?? 'Tài liệu'} · Phiên` }];

export const loader = load(async ({ server, params, url }) => {
  const { documentId = '', meetingId = '' } = params;
  const asked = Number(url.searchParams.get('version'));
  const version = Number.isInteger(asked) && asked > 0 ? asked : undefined;
  const [paper, snapshot, access, carried, prepared, numbers, verdict] = await Promise.all([
    server.application.query('documents.open', { documentId, version }, server.caller),
    server.application.query('sitting.live-snapshot', { meetingId }, server.caller),
    server.application.query('annotations.reading', { documentId }, server.caller),
    server.application.query('annotations.carried', { documentId }, server.caller),
    server.application.query('annotations.prepared', { documentId, version }, server.caller),
    server.application.query('packs.numbers', { meetingId }, server.caller),
    server.application.query('authenticity.of-paper', { documentId, version }, server.caller),
  ]);
  const page = Number(url.searchParams.get('page'));
  const { me, now } = server;
  const find = url.searchParams.get('find')?.slice(0, 200).trim();
  return { paper, numbers, verdict, watermark: me ? watermarkOf(me.fullName, me.title, now) : undefined, sitting: snapshot.view, ...access, carried, prepared, startPage: Number.isInteger(page) && page > 0 ? page : undefined, find: find || undefined, version, follow: url.searchParams.get('follow') === '1' };
});

export const action = commandAction({
  'documents.save-place': asSent,
  'annotations.settle-marks': asSent,
  'annotations.request-carrying': asSent,
  'sitting.start-presenting': ofMeeting,
  'sitting.stop-presenting': ofMeeting,
});

/** Saving a place or presenting changes nothing this page was loaded with. */
export const shouldRevalidate = ({ formMethod, defaultShouldRevalidate }: { formMethod?: string; defaultShouldRevalidate: boolean }): boolean =>
  formMethod === undefined ? defaultShouldRevalidate : false;

export default function Reading() {
  const data = useLoaderData<typeof loader>();
  const me = useMe();
  return <ReadingScreen {...data} me={me} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
