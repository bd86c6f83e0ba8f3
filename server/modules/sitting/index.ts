export { whyNoCheckIn } from './attendance';
export { PAPER_PRESENTED, PRESENTATION_STARTED, PRESENTATION_STOPPED, SESSION_CLOSED, SESSION_OPENED } from './events';
export { sittingFacts, type PresentedSpan, type SittingFacts, type SittingItemFact } from './facts';
