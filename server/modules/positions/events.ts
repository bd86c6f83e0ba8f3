/** A member declared what they think of an item, or something else than before. Payload: itemId, personId, kind. */
export const POSITION_DECLARED = 'positions.declared';
/** Payload: itemId, personId. */
export const POSITION_WITHDRAWN = 'positions.withdrawn';
/** A question was answered before its item. Payload: itemId, personId (who asked). */
export const QUESTION_ANSWERED = 'positions.question_answered';
/** What members wished before stands in the queue of the item that began. Payload: itemId, requestIds. */
export const WISHES_BROUGHT = 'positions.wishes_brought';
