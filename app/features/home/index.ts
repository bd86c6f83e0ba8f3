export { HomeScreen } from './home-screen';
export { minutesTasks, notesTasks } from './minutes-tasks';
