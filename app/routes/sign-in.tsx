import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useEffect } from 'react';
import { act, goTo, load, text } from '../data.server';
import { ownPath } from '../own-path';
import { LockScreen, SignInScreen } from '../features/identity';
import { stayInPlace, unlessFailed } from '../commands';
import { useRootData } from '../root';
import { sweepDevice } from '../tablet/forget-device';

export const loader = load(async ({ server, url }) => {
  const next = ownPath(url.searchParams.get('next') ?? '/', server.origin);
  if (server.me) throw goTo(server, next);
  // Asked for by the address, so that it can be come back from.
  const lock = url.searchParams.get('with') === 'password' ? null : server.lock;
  return { next, trustable: server.authority !== null, lock };
});

const signIn = act(async ({ server, form, request }) => {
  if (form.has('code')) {
    const opened = await server.application.execute('identity.unlock-sign-in', { token: server.signInToken, device: server.device, code: text(form, 'code') }, server.caller);
    if (!opened.opened) return { wrongCode: { left: opened.left } };
    throw goTo(server, text(form, 'next'), { headers: [['Set-Cookie', server.cookies.signIn(opened.token)], ['Clear-Site-Data', '"cache"']] });
  }
  const answer = await server.application.execute(
    'identity.sign-in',
    { userName: text(form, 'userName'), password: text(form, 'password'), userAgent: (request.headers.get('user-agent') ?? '').slice(0, 400), device: server.device },
    server.caller,
  );
  const headers = new Headers([
    ['Set-Cookie', server.cookies.signIn(answer.token)],
    ['Set-Cookie', server.cookies.device(answer.device)],
    ['Set-Cookie', server.cookies.locale(answer.locale)],
    // Somebody else may have read papers here before, and left without signing out.
    ['Clear-Site-Data', '"cache"'],
  ]);
  throw goTo(server, text(form, 'next'), { headers });
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
