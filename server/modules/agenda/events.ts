/** Payload of all: itemId. */
export const ITEM_ADDED = 'agenda.item_added';
export const ITEM_UPDATED = 'agenda.item_updated';
export const ITEM_REMOVED = 'agenda.item_removed';
/** Payload: order (ids). */
export const AGENDA_REORDERED = 'agenda.reordered';
