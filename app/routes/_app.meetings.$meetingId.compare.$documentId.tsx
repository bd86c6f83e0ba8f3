import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { load } from '../data.server';
import { stayInPlace } from '../commands';
import { asSent, commandAction } from '../commands/command-action.server';
import { ComparisonScreen } from '../features/comparison';
import { RouteError } from '../features/errors';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `So sánh · ${data?.compared.document.title ?? 'Tài liệu'} · Phiên` }];

const whole = (text: string | null): number | undefined => (text !== null && /^\d{1,6}$/u.test(text) ? Number(text) : undefined);

export const loader = load(async ({ server: { application, caller }, params, url }) => {
  const documentId = params.documentId ?? '';
  const asked = { from: whole(url.searchParams.get('from')), to: whole(url.searchParams.get('to')) };
  // Without numbers: the newest beside the one before it.
  const to = asked.to ?? (await application.query('documents.open', { documentId }, caller)).newest;
  return { compared: await application.query('documents.comparison', { documentId, from: asked.from ?? to - 1, to, start: whole(url.searchParams.get('start')) ?? 0 }, caller) };
});

export const action = commandAction({ 'documents.request-comparison': asSent });

export const clientAction = stayInPlace;

export default function Compare() {
  const { compared } = useLoaderData<typeof loader>();
  return <ComparisonScreen key={`${compared.document.id} ${compared.from.number} ${compared.to.number}`} compared={compared} />;
}

export const ErrorBoundary = RouteError;
