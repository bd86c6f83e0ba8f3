import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { act, goTo, load, text } from '../data.server';
import { WelcomeScreen } from '../features/identity';
import { RouteError } from '../features/errors';
import { stayInPlace, unlessFailed } from '../commands';

export const meta: MetaFunction = () => [{ title: 'Đặt mật khẩu · Phiên' }, { name: 'robots', content: 'noindex' }];

/** The secret stands in the address: nothing of this page is kept. */
export const headers = () => ({ 'Cache-Control': 'no-store' });

export const loader = load(async ({ server, params }) => server.application.query('identity.link', { token: params.token ?? '' }, server.caller));

export const action = act(async ({ server, params, form }) => {
  const userName = text(form, 'userName').trim();
  const { kind } = await server.application.query('identity.link', { token: params.token ?? '' }, server.caller);
  await server.application.execute(
    'identity.redeem-link',
    { token: params.token ?? '', password: text(form, 'password'), fullName: text(form, 'fullName'), ...(userName ? { userName } : {}) },
    server.caller,
  );
  // The first administrator goes on to the first steps.
  throw goTo(server, kind === 'first_admin' ? '/sign-in?next=%2Fadmin' : '/sign-in', { headers: { 'Set-Cookie': server.cookies.signOut() } });
});

export const clientAction = stayInPlace;

export const shouldRevalidate = unlessFailed;

export default function Welcome() {
  const link = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <WelcomeScreen link={link} error={answer && !answer.ok ? answer.error : undefined} />;
}

export const ErrorBoundary = RouteError;
