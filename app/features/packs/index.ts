export { PackScreen } from './pack-screen';
