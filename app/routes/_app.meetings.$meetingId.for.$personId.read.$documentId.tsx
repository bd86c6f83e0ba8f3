import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { watermarkOf } from '@shared/rules/watermark';
import { stayInPlace } from '../commands';
import { asSent, commandAction } from '../commands/command-action.server';
import { load, requireMe } from '../data.server';
import { PreparedReader } from '../features/delegations';
import { RouteError } from '../features/errors';
import { useMe } from '../me';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.paper.document.title ?? 'Tài liệu'} · Phiên` }];

export const loader = load(async ({ server, params, url }) => {
  const me = requireMe(server, url);
  const { application, caller, now } = server;
  const leaderId = params.personId ?? '';
  const documentId = params.documentId ?? '';
  const asked = Number(url.searchParams.get('version'));
  const version = Number.isInteger(asked) && asked > 0 ? asked : undefined;
  const page = Number(url.searchParams.get('page'));
  // Before anything of the paper is shown, the look stands in the audit log (delegations DG5).
  const { inkId, leaderName } = await application.execute('annotations.open-prepared', { documentId, for: leaderId, version }, caller);
  const [paper, carried] = await Promise.all([
    application.query('documents.open', { documentId, version, for: leaderId }, caller),
    application.query('annotations.carried', { documentId, for: leaderId }, caller),
  ]);
  return { leader: { id: leaderId, name: leaderName }, inkId, paper, carried, version, startPage: Number.isInteger(page) && page > 0 ? page : undefined, watermark: watermarkOf(me.fullName, me.title, now) };
});

export const action = commandAction({ 'annotations.settle-marks': asSent, 'annotations.request-carrying': asSent });

/** What is said of marks changes nothing this page was loaded with. */
export const shouldRevalidate = ({ formMethod, defaultShouldRevalidate }: { formMethod?: string; defaultShouldRevalidate: boolean }): boolean =>
  formMethod === undefined ? defaultShouldRevalidate : false;

export default function PreparedReading() {
  return <PreparedReader {...useLoaderData<typeof loader>()} me={useMe()} />;
}

export const clientAction = stayInPlace;

export const ErrorBoundary = RouteError;
