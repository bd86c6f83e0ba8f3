import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { act, goTo, load } from '../data.server';
import { PassScreen } from '../features/guests';
import { RouteError } from '../features/errors';
import { stayInPlace, unlessFailed } from '../commands';

export const meta: MetaFunction = () => [{ title: 'Giấy mời · Phiên' }, { name: 'robots', content: 'noindex' }];

/** The secret stands in the address: nothing of this page is kept. */
export const headers = () => ({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });

export const loader = load(async ({ server, params }) => server.application.query('guests.pass', { token: params.token ?? '' }, server.caller));

export const action = act(async ({ server, params, request }) => {
  const { token } = await server.application.execute('guests.redeem-pass', { token: params.token ?? '', userAgent: (request.headers.get('user-agent') ?? '').slice(0, 300) }, server.caller);
  throw goTo(server, '/guest', { headers: { 'Set-Cookie': server.cookies.signIn(token) } });
});

export const clientAction = stayInPlace;

export const shouldRevalidate = unlessFailed;

export default function Pass() {
  const pass = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <PassScreen pass={pass} error={answer && !answer.ok ? answer.error : undefined} />;
}

export const ErrorBoundary = RouteError;
