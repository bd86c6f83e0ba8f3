import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useEffect } from 'react';
import { act, load, text } from '../data.server';
import { SignInScreen } from '../features/account/sign-in-screen';
import { useRootData } from '../root';
import { sweepDevice } from '../tablet/forget-device';

/** Only paths of this host: a link must not lead elsewhere after signing in. */
const safePath = (next: string): string => (/^\/(?![/\\])/.test(next) ? next : '/');

export const loader = load(async ({ house, url }) => {
  const next = safePath(url.searchParams.get('next') ?? '/');
  if (house.me) throw redirect(next);
  return { next, trustable: house.authority !== null };
});

const signIn = act(async ({ house, form, request }) => {
  const answer = await house.application.execute(
    'identity.sign-in',
    { userName: text(form, 'userName'), password: text(form, 'password'), userAgent: (request.headers.get('user-agent') ?? '').slice(0, 400) },
    house.caller,
  );
  const headers = new Headers([
    ['Set-Cookie', house.cookies.signIn(answer.token)],
    ['Set-Cookie', house.cookies.locale(answer.locale)],
    // Somebody else may have read papers here before, and left without signing out.
    ['Clear-Site-Data', '"cache"'],
  ]);
  throw redirect(safePath(text(form, 'next')), { headers });
});

export const action = async (args: Parameters<typeof signIn>[0]) => {
  const form = await args.request.clone().formData();
  const answer = await signIn(args);
  return data({ answer: answer.data, userName: text(form, 'userName') }, answer.init ?? undefined);
};

export default function SignIn() {
  const { next, trustable } = useLoaderData<typeof loader>();
  const tried = useActionData<typeof action>();
  const root = useRootData();
  useEffect(() => void sweepDevice(null), []);
  const error = tried && !tried.answer.ok ? tried.answer.error : undefined;
  return <SignInScreen error={error} userName={tried?.userName} next={next} sample={root?.sample ?? false} trustable={trustable} />;
}
