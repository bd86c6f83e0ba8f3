export { FLOOR_ENDED, FLOOR_GIVEN, FLOOR_REQUESTED, REQUEST_UPDATED } from './events';
export { adjournmentsOf, goingOn, loadFloor, pausedOf, projectFloor, type FloorState, type LiveFloor } from './live-floor';
export { findPause, pausesOf, type Pause } from './repository';
export { adjournFloor, assertNotPaused, closeQueue, endFloorOf, pauseFloor, resumeFloor } from './turns';
