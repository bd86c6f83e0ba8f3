export { assertPlan, placeOf } from './fields';
export { findRoom, roomsInUse, type Room } from './repository';
