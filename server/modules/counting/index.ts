export { COUNT_WRITTEN } from './events';
