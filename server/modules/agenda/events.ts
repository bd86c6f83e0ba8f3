/** Payload of all: itemId. */
export const ITEM_ADDED = 'agenda.item_added';
export const ITEM_UPDATED = 'agenda.item_updated';
export const ITEM_REMOVED = 'agenda.item_removed';
/** Somebody wants an item of a block dealt with by itself. Payload: itemId, personId. */
export const ITEM_PULLED = 'agenda.item_pulled';
/** Payload: order (ids). */
export const AGENDA_REORDERED = 'agenda.reordered';
/** A member takes no part in an item, or does again. Payload: itemId, personId. */
export const MEMBER_RECUSED = 'agenda.member_recused';
export const RECUSAL_ENDED = 'agenda.recusal_ended';
/** Others may see the papers of an item than before. Payload: itemId. */
export const ITEM_AUDIENCE_SET = 'agenda.audience_set';
