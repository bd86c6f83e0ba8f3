export { administratorsOnly } from './policy';
export { SESSIONS_ENDED } from './events';
export { nameOfCaller, NOTICE_KINDS, tell, type NoticeKind } from './notices';
export { administratorIds, chairsOf, endSessions, findAccount, forgetDevices, normaliseUserName } from './repository';
