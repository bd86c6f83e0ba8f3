/** A question was prepared. Payload: questionId, itemId, text, kind. */
export const QUESTION_CREATED = 'voting.question_created';
/** Who counts a question, the head first; nobody: no committee. Payload: questionId, itemId, counters. */
export const COMMITTEE_NAMED = 'voting.committee_named';
/** Text or alternatives of a draft changed. Payload: questionId, itemId. */
export const QUESTION_UPDATED = 'voting.question_updated';
/** A draft was removed. Payload: questionId, itemId, text. */
export const QUESTION_REMOVED = 'voting.question_removed';
/** Payload: questionId, itemId, members, present, needed, way, mode, deadline. */
export const QUESTION_OPENED = 'voting.question_opened';
/** Taken back before anything was recorded. Payload: questionId, itemId. */
export const QUESTION_WITHDRAWN = 'voting.question_withdrawn';
/** Somebody gave a sealed ballot, or put another one in its place; who, and nothing else. Payload: questionId, itemId, replaced. */
export const BALLOT_GIVEN = 'voting.ballot_given';
/** The box of a secret vote was closed; its ballots are being counted. Payload: questionId, itemId, ballots. */
export const BOX_CLOSED = 'voting.box_closed';
/** Closed with its result. Payload: questionId, itemId, members, present, needed, passed, result. */
export const QUESTION_CLOSED = 'voting.question_closed';
/** A member's vote is on disk; never how. Payload: questionId, itemId, voterId, castById, again. */
export const BALLOT_CAST = 'voting.ballot_cast';
/** The next name of a roll call, null when all were called. Payload: questionId, itemId, personId. */
export const NAME_CALLED = 'voting.name_called';
/** What was entered for a member in a roll call was taken back, to be entered anew. Payload: questionId, itemId, voterId. */
export const ANSWER_TAKEN_BACK = 'voting.answer_taken_back';
/** A vote on tablets goes on by hands, or on paper ballots. Payload: questionId, itemId, cast, way. */
export const CONTINUED_BY_HANDS = 'voting.continued_by_hands';
/** The one vote on a block of items has its result. Payload: questionId, itemId, itemIds, isAdopted. */
export const BLOCK_SETTLED = 'voting.block_settled';
/** An amendment before it was adopted, so it is not voted on. Payload: questionId, itemId, adoptedId. */
export const QUESTION_FALLEN = 'voting.question_fallen';
