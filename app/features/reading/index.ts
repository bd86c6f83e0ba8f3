export { ReadingScreen } from './reading-screen';
export { useOwnDevice } from './use-own-device';
export { useWaitingInk } from './use-waiting-ink';
