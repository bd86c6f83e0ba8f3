export { aboutWords, type LiveFloor, type Nameable } from './data';
export { QueueCard, TurnCard } from './floor-console';
export { MemberFloor, MyFloor } from './member-floor';
export { RoomSpeaker } from './room-speaker';
export { recordCsv, recordVtt } from './record-files';
export { floorTexts } from './texts';
