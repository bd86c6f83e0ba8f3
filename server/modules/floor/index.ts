export { FLOOR_ENDED, FLOOR_GIVEN, FLOOR_REQUESTED, REQUEST_UPDATED } from './events';
export { adjournmentsOf, goingOn, loadFloor, pausedOf, projectFloor, type FloorState, type LiveFloor } from './live-floor';
export { findPause, pausesOf, requestsOf, type Pause } from './repository';
export { endTurn } from './commands/end-turn';
export { giveFloor } from './commands/give-floor';
export { requestFloor } from './commands/request-floor';
export { queueWishes, type Wish } from './wishes';
export { adjournFloor, assertNotPaused, closeQueue, endFloor, endFloorOf, pauseFloor, resumeFloor } from './turns';
