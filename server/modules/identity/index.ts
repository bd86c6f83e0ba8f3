export { SESSIONS_ENDED } from './events';
export { assertGoodPassword } from './credentials';
export { endSessions, findAccount, normaliseUserName } from './repository';
