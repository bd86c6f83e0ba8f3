export { type AskedSubject, ExportsScreen } from './exports-screen';
