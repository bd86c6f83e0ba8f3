export { HomeScreen } from './home-screen';
export { minutesTasks } from './minutes-tasks';
