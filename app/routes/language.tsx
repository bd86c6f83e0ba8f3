import { redirect } from '@remix-run/node';
import { act, load, text } from '../data.server';

export const loader = load(async () => {
  throw redirect('/');
});

/** Changes the language on this device, and of the person where one is signed in. */
export const action = act(async ({ house, form, request }) => {
  const locale = text(form, 'locale') === 'en' ? 'en' : 'vi';
  if (house.me) await house.application.execute('identity.set-locale', { locale }, house.caller);
  const back = new URL(request.headers.get('referer') ?? '/', house.origin);
  throw redirect(back.origin === house.origin ? back.pathname + back.search : '/', { headers: { 'Set-Cookie': house.cookies.locale(locale) } });
});
