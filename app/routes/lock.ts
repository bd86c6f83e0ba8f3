import { readPublicError } from '@shared/protocol/public-error';
import { act, goTo, load, text } from '../data.server';

export const loader = load(async ({ house }) => {
  throw goTo(house, '/');
});

export const action = act(async ({ house, form }) => {
  await house.application.execute('identity.lock-session', {}, house.caller).catch((error: unknown) => {
    // Without a code, or without a session today: the page of the code says what is needed.
    if (readPublicError(error)?.code === 'rejected') throw goTo(house, '/account/unlock-code');
    throw error;
  });
  throw goTo(house, `/sign-in?next=${encodeURIComponent(text(form, 'next') || '/')}`, { headers: { 'Clear-Site-Data': '"cache"' } });
});
