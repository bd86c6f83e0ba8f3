export { ReadingScreen } from './reading-screen';
export { useCarriedMarks } from './use-carried-marks';
export { VersionLine } from './version-line';
export { useOwnDevice } from './use-own-device';
export { useWaitingInk } from './use-waiting-ink';
