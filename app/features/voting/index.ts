export type { LiveQuestion } from './data';
export { ItemQuestions, type Questions } from './item-questions';
export { ItemVotes } from './item-votes';
export { QuestionDialog } from './question-dialog';
export { RecordDialog } from './record-dialog';
export { votingTexts } from './texts';
export { Verdict } from './verdict';
export { verdictWords } from './verdict-words';
