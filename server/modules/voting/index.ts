export { electorateOf, isElector, isThere, quorumOf } from './electorate';
export { QUESTION_CLOSED, QUESTION_CREATED, QUESTION_OPENED, QUESTION_REMOVED, QUESTION_UPDATED, QUESTION_WITHDRAWN } from './events';
export { votingFacts } from './facts';
export { neededVotes, whyNotOpen, type Question } from './question';
export { findOpenQuestion, listQuestions } from './repository';
export { voteResultSchema, type VoteResult } from './result';
export { viewQuestion, type QuestionView } from './view';
