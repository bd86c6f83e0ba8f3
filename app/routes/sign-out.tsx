import { act, goTo, load, text } from '../data.server';

export const loader = load(async ({ server }) => {
  throw goTo(server, '/');
});

export const action = act(async ({ server, form }) => {
  if (server.me) await server.application.execute('identity.sign-out', { everywhere: text(form, 'everywhere') === 'yes' }, server.caller);
  throw goTo(server, text(form, 'next') || '/sign-in', { headers: { 'Set-Cookie': server.cookies.signOut(), 'Clear-Site-Data': '"cache"' } });
});
