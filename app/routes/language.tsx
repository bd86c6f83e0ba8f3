import { stayInPlace } from '../commands';
import { act, goTo, load, text } from '../data.server';

export const loader = load(async ({ house }) => {
  throw goTo(house, '/');
});

/** Changes the language on this device, and of the person where one is signed in. */
export const action = act(async ({ house, form, request }) => {
  const locale = text(form, 'locale') === 'en' ? 'en' : 'vi';
  if (house.me) await house.application.execute('identity.set-locale', { locale }, house.caller);
  throw goTo(house, request.headers.get('referer') ?? '/', { headers: { 'Set-Cookie': house.cookies.locale(locale) } });
});

export const clientAction = stayInPlace;
