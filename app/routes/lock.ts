import { readPublicError } from '@shared/protocol/public-error';
import { act, goTo, load, text } from '../data.server';

export const loader = load(async ({ server }) => {
  throw goTo(server, '/');
});

export const action = act(async ({ server, form }) => {
  await server.application.execute('identity.lock-sign-in', {}, server.caller).catch((error: unknown) => {
    // Without a code, or without a session today: the page of the code says what is needed.
    if (readPublicError(error)?.code === 'rejected') throw goTo(server, '/account/unlock-code');
    throw error;
  });
  throw goTo(server, `/sign-in?next=${encodeURIComponent(text(form, 'next') || '/')}`, { headers: { 'Clear-Site-Data': '"cache"' } });
});
