import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useEffect } from 'react';
import { act, goTo, load, text } from '../data.server';
import { ownPath } from '../own-path';
import { LockScreen, SignInScreen } from '../features/identity';
import { stayInPlace, unlessFailed } from '../commands';
import { useRootData } from '../root';
import { sweepDevice } from '../tablet/forget-device';

export const loader = load(async ({ house, url }) => {
  const next = ownPath(url.searchParams.get('next') ?? '/', house.origin);
  if (house.me) throw goTo(house, next);
  // Asked for by the address, so that it can be come back from.
  const lock = url.searchParams.get('with') === 'password' ? null : house.lock;
  return { next, trustable: house.authority !== null, lock };
});

const signIn = act(async ({ house, form, request }) => {
  if (form.has('code')) {
    const opened = await house.application.execute('identity.unlock-session', { token: house.sessionToken, device: house.device, code: text(form, 'code') }, house.caller);
    if (!opened.opened) return { wrongCode: { left: opened.left } };
    throw goTo(house, text(form, 'next'), { headers: [['Set-Cookie', house.cookies.signIn(opened.token)], ['Clear-Site-Data', '"cache"']] });
  }
  const answer = await house.application.execute(
    'identity.sign-in',
    { userName: text(form, 'userName'), password: text(form, 'password'), userAgent: (request.headers.get('user-agent') ?? '').slice(0, 400), device: house.device },
    house.caller,
  );
  const headers = new Headers([
    ['Set-Cookie', house.cookies.signIn(answer.token)],
    ['Set-Cookie', house.cookies.device(answer.device)],
    ['Set-Cookie', house.cookies.locale(answer.locale)],
    // Somebody else may have read papers here before, and left without signing out.
    ['Clear-Site-Data', '"cache"'],
  ]);
  throw goTo(house, text(form, 'next'), { headers });
});

export const action = async (args: Parameters<typeof signIn>[0]) => {
  const form = await args.request.clone().formData();
  const answer = await signIn(args);
  return data({ answer: answer.data, userName: text(form, 'userName') }, answer.init ?? undefined);
};

export const clientAction = stayInPlace;

export const shouldRevalidate = unlessFailed;

export default function SignIn() {
  const { next, trustable, lock } = useLoaderData<typeof loader>();
  const tried = useActionData<Awaited<ReturnType<typeof action>>['data'] | Awaited<ReturnType<typeof signIn>>['data']>();
  const root = useRootData();
  useEffect(() => void sweepDevice(null), []);
  // What never reached the server has no name of a user in its answer; the field still has it.
  const answer = tried && 'answer' in tried ? tried.answer : tried;
  const error = answer && !answer.ok ? answer.error : undefined;
  const wrong = answer?.ok ? answer.value.wrongCode : undefined;
  if (lock) return <LockScreen person={lock} next={next} left={wrong?.left} error={error} />;
  // The last wrong code: only the password opens now.
  return <SignInScreen error={error} closed={wrong !== undefined} userName={tried && 'userName' in tried ? tried.userName : undefined} next={next} sample={root?.sample ?? false} trustable={trustable} />;
}
