export type { InkAccess } from './doors';
export { InkRooms, type InkRoomsStats, type InkVisit } from './ink-rooms';
export { createLive, type Live, type LiveOptions } from './live';
export type { LiveMeetings } from './meetings';
export type { CloseReason, Sink, Tablet } from './sink';
export { inkAtRest } from './told-ink';
export type { WritingRooms } from './writing-rooms';
