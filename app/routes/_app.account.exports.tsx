import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load, requireMe } from '../data.server';
import { stayInPlace } from '../commands';
import { asSent, commandAction } from '../commands/command-action.server';
import { RouteError } from '../features/errors';
import { ExportsScreen } from '../features/exports';

export const meta: MetaFunction = () => [{ title: 'Xuất dữ liệu · Phiên' }];

const KINDS = ['session', 'body', 'person'] as const;

export const loader = load(async ({ server, url }) => {
  requireMe(server, url);
  const { application, caller } = server;
  const kind = KINDS.find((one) => one === url.searchParams.get('kind'));
  const subjectId = url.searchParams.get('id');
  return {
    list: await application.query('exports.list', {}, caller),
    asked: kind && subjectId ? await application.query('exports.subject', { kind, subjectId }, caller) : null,
    kept: await application.query('retention.periods', {}, caller),
  };
});

export const action = commandAction({ 'exports.request': asSent, 'exports.remove': asSent });

export const clientAction = stayInPlace;

export { unlessFailed as shouldRevalidate } from '../commands';

export default function Exports() {
  const { list, asked, kept } = useLoaderData<typeof loader>();
  return <ExportsScreen list={list} asked={asked} kept={kept} />;
}

export const ErrorBoundary = RouteError;
