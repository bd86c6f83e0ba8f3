export { electorateOf, isElector, quorumOf, type Electorate } from './electorate';
export { BALLOT_CAST, BALLOT_GIVEN, BOX_CLOSED, CONTINUED_BY_HANDS, NAME_CALLED, QUESTION_CLOSED, QUESTION_CREATED, QUESTION_FALLEN, QUESTION_OPENED, QUESTION_REMOVED, QUESTION_UPDATED, QUESTION_WITHDRAWN } from './events';
export { votingFacts } from './facts';
export { openVote, type OpenVote } from './progress';
export { neededVotes, whyNotInTurn, whyNotOpen, type Question } from './question';
export { findOpenQuestion, listQuestions } from './repository';
export { voteResultSchema, type VoteResult } from './result';
export { viewQuestion, type QuestionView } from './view';
export { judgeBallots, type CountedBallot, type Judgement } from './judge';
