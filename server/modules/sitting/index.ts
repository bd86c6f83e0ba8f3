export { checkInSeat } from './check-in-seat';
export { whyNoCheckIn } from './attendance';
export { staysOf, type Presence } from './presence';
export { ATTENDANCE_MARKED, CHAIR_PASSED, CHECKED_IN, CONCLUSION_RECORDED, PAPER_PRESENTED, PERSON_LEFT, PRESENTATION_STARTED, PRESENTATION_STOPPED, SESSION_ADJOURNED, SESSION_CLOSED, SESSION_OPENED } from './events';
export type { ChairFact } from './chair-facts';
export { oldScreens } from './repository.screens';
export { leadsAnyPaper } from './presentation';
export { sessionRecord, type SessionRecord } from './session-record';
export { isReported, sittingFacts, type PresentedSpan, type SittingFacts, type SittingItemFact } from './facts';
