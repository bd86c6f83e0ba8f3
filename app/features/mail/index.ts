export { LettersSection } from './letters-section';
export { MailSection } from './mail-section';
