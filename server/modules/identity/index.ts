export { SESSIONS_ENDED } from './events';
export { normaliseUserName } from './repository';
