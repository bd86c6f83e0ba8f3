import { act, requireMe } from '../../data.server';

/**
 * An action of a page behind the sign-in. Without it a session that has expired would be told what strangers are told
 * ("not found"); the person goes to sign in again, and what was being written is offered back afterwards.
 */
export const actSignedIn: typeof act = (handler) =>
  act((scope) => {
    requireMe(scope.house, scope.url);
    return handler(scope);
  });
