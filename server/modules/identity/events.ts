/** Sessions ended by signing out, blocking or a new password: their sockets are cut. Payload: sessionIds. */
export const SESSIONS_ENDED = 'identity.sessions_ended';
