export { oldExports } from './repository';
