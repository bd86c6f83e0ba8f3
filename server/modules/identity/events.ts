/** Sessions ended by signing out, blocking or a new password: their sockets are cut. Payload: signInIds. */
export const SIGN_INS_ENDED = 'identity.sessions_ended';
