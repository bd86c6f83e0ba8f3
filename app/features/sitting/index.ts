export { AttendanceScreen } from './attendance-screen';
export { ConsoleScreen } from './console-screen';
export { HereScreen } from './here-screen';
export { MemberScreen } from './member-screen';
export { RoomScreen } from './room-screen';
export { SittingFollower } from './sitting-line';
export { shifted, type SittingView, slipOf, voteToTell } from './sitting-view';
export { UnpairedScreen } from './unpaired-screen';
export { useWallScreen, wallScreenKey } from './use-wall-screen';
