/** Payload: requestId, itemId, personId, kind, minutes, askedId. */
export const FLOOR_REQUESTED = 'floor.requested';
/** Words, minutes or kind of a request that waits. Payload: requestId, itemId, kind, minutes, askedId. */
export const REQUEST_UPDATED = 'floor.request_updated';
/** Payload: requestId, itemId, personId. */
export const REQUEST_WITHDRAWN = 'floor.request_withdrawn';
/** Payload: itemId, order (request ids). */
export const QUEUE_REORDERED = 'floor.queue_reordered';
/** Payload: turnId, requestId, itemId, personId, part, minutes. */
export const FLOOR_GIVEN = 'floor.given';
/** Payload: turnId, itemId, minutes (added), endsAt. */
export const TURN_EXTENDED = 'floor.turn_extended';
/** Payload: turnId, requestId, itemId, personId, part, seconds, by (ended, given, item, pause, left). */
export const FLOOR_ENDED = 'floor.ended';
/** Those who still waited when their item ended. Payload: itemId, requestIds. */
export const LEFT_UNHEARD = 'floor.left_unheard';
