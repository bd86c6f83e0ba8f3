export { readTerm as standbyTerm } from './repository';
