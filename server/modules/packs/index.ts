export { findRun, oldPacks, printedPages } from './repository';
