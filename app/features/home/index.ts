export { HomeScreen } from './home-screen';
export { minutesTasks, notesTasks } from './minutes-tasks';
export type { WaitingTask } from './waiting-list';
