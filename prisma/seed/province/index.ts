export { sampleAgenda } from './agenda';
export { atProvinceTime, DEFAULT_SESSION_DATE, sampleDates } from './dates';
export type { SessionDates } from './dates';
export {
  headOfOffice,
  loginOf,
  mainAccounts,
  recordsClerk,
  sampleBody,
  sampleGuests,
  sampleMembers,
  samplePeople,
  secretary,
  secretaryAssistant,
  substitute,
  systemAdministrator,
} from './people';
export { previousAgenda } from './previous-agenda';
export { currentSession, previousSession } from './sessions';
export type { ClosedSession, SampleSession } from './sessions';
export { sampleSites, sampleUnits } from './units';
export type * from './types';
