import { act, goTo, load, text } from '../data.server';

export const loader = load(async ({ house }) => {
  throw goTo(house, '/');
});

export const action = act(async ({ house, form }) => {
  if (house.me) await house.application.execute('identity.sign-out', { everywhere: text(form, 'everywhere') === 'yes' }, house.caller);
  throw goTo(house, text(form, 'next') || '/sign-in', { headers: { 'Set-Cookie': house.cookies.signOut(), 'Clear-Site-Data': '"cache"' } });
});
