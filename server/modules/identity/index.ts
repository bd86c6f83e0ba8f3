export { administratorsOnly } from './policy';
export { countPeople, insertPerson, insertVisitor, renewRoles, setRoles, updatePerson } from './repository.people';
export { senderOf, tokenHashOf } from './credentials';
export { countAccountParts, endedLinks, endedSignIns, eraseAccount, findHolder, oldNotices, unusedDevices, type AccountHolder } from './repository.retention';
export { SIGN_INS_ENDED } from './events';
export { openPassSignIn } from './sign-ins';
export { WRONG_PASSWORDS } from './guard';
export { nameOfCaller, NOTICE_KINDS, tell, type NoticeKind } from './notices';
export { administratorIds, chairsOf, deviceSecret, endPassSignIns, endSignIns, findAccount, forgetDevices, lastSeenRun, normaliseUserName, peopleNames } from './repository';
