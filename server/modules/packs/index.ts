export { oldPacks, printedPages } from './repository';
