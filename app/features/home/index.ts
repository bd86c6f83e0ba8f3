export { HomeScreen } from './home-screen';
export { minutesTasks } from './minutes-tasks';
export type { WaitingTask } from './waiting-list';
