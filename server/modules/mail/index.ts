export { countLettersOf, dropLettersOf, oldLetters } from './repository';
