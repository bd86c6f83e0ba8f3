export { MinutesReading } from './minutes-reading';
export { MinutesScreen } from './minutes-screen';
export { useMinutesNews } from './use-minutes-news';
