import { stayInPlace } from '../commands';
import { act, goTo, load, text } from '../data.server';

export const loader = load(async ({ server }) => {
  throw goTo(server, '/');
});

/** Changes the language on this device, and of the person where one is signed in. */
export const action = act(async ({ server, form, request }) => {
  const locale = text(form, 'locale') === 'en' ? 'en' : 'vi';
  if (server.me && !server.me.only) await server.application.execute('identity.set-locale', { locale }, server.caller);
  throw goTo(server, request.headers.get('referer') ?? '/', { headers: { 'Set-Cookie': server.cookies.locale(locale) } });
});

export const clientAction = stayInPlace;
