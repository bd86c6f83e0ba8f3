import { redirect } from '@remix-run/node';
import { act, load, text } from '../data.server';

export const loader = load(async () => {
  throw redirect('/');
});

export const action = act(async ({ house, form }) => {
  if (house.me) await house.application.execute('identity.sign-out', { everywhere: text(form, 'everywhere') === 'yes' }, house.caller);
  throw redirect('/sign-in', { headers: { 'Set-Cookie': house.cookies.signOut(), 'Clear-Site-Data': '"cache"' } });
});
