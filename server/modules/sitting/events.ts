/** Payload: members, present, needed. */
export const SESSION_OPENED = 'sitting.session_opened';
/** The sitting stands still. Payload: itemId. */
export const SESSION_PAUSED = 'sitting.paused';
/** Payload: itemId, seconds. */
export const SESSION_RESUMED = 'sitting.resumed';
/** It goes on at another time. Payload: itemId, until, left (person ids: nobody is there until they are again). */
export const SESSION_ADJOURNED = 'sitting.adjourned';
/** From here on the sitting was on paper, and is entered from notes; nobody counts as there until the notes say so. Payload: reason, keptBy, left (person ids), scanId. */
export const WENT_ON_PAPER = 'sitting.went_on_paper';
/** Whoever presided confirmed what was entered from notes. Payload: remark. */
export const NOTES_CONFIRMED = 'sitting.notes_confirmed';
/** Chair or secretary asked everybody to look up. Payload: none. */
export const ATTENTION_CALLED = 'sitting.attention_called';
/** Something hangs in the hall, or is taken down: a notice, black screens. Payload: none; what it says stays in the session. */
export const HALL_CHANGED = 'sitting.hall_changed';
/** Somebody called for service, or was answered. Payload: none, and nobody's name. */
export const SERVICE_STIRRED = 'sitting.service_stirred';
/** Payload: members, present, postponed (item ids). */
export const SESSION_CLOSED = 'sitting.session_closed';
/** Payload: itemId, number, title, previousItemId, from (the state it was in). */
export const ITEM_STARTED = 'sitting.item_started';
/** Payload: itemId, seconds. */
export const ITEM_ENDED = 'sitting.item_ended';
/** Going on to the next item was undone. Payload: itemId (that runs on), leftItemId. */
export const ITEM_RETURNED = 'sitting.item_returned';
/** Payload: itemId. */
export const ITEM_POSTPONED = 'sitting.item_postponed';
/** An item not begun is the next one. Payload: itemId, from and to (its numbers), reason. */
export const ITEM_TAKEN_EARLIER = 'sitting.item_taken_earlier';
/** Items are taken as one, to be adopted without debate. Payload: itemIds, questionId. */
export const BLOCK_TAKEN = 'sitting.block_taken';
/** Payload: itemId, toMeetingId, toItemId, reason. */
export const ITEM_MOVED_AWAY = 'sitting.item_moved_away';
/** Payload: itemId, minutes (added), plannedMinutes (now). */
export const ITEM_EXTENDED = 'sitting.item_extended';
/** Payload: personId, attendance, late, site (where from, on line). */
export const CHECKED_IN = 'sitting.checked_in';
/** Payload: marks: { personId, attendance, reason, site (of those on line) }[]. */
export const ATTENDANCE_MARKED = 'sitting.attendance_marked';
/** Payload: personId; siteId where they were taken out with their site. */
export const PERSON_LEFT = 'sitting.person_left';
/** Payload: itemId. */
export const CONCLUSION_RECORDED = 'sitting.conclusion_recorded';
/** Payload: personId, previousPersonId, documentId, page, itemId (current). */
export const PRESENTATION_STARTED = 'sitting.presentation_started';
/** The one presenting went on to another paper. Payload: personId, documentId, page, itemId (current). */
export const PAPER_PRESENTED = 'sitting.paper_presented';
/** Payload: personId, documentId. */
export const PRESENTATION_STOPPED = 'sitting.presentation_stopped';
/** Somebody else presides, or again who did before. Payload: as `ChairPassed`. */
export const CHAIR_PASSED = 'sitting.chair_passed';
/** Somebody asks for the chair, is asked to take it, or it came to nothing. Payload: personId, kind (claim, proposal, refused, withdrawn). */
export const CHAIR_ASKED = 'sitting.chair_asked';
/** How a site is connected. Payload: siteId, name, connection, contactId. */
export const SITE_CONNECTED = 'sitting.site_connected';
/** People of a site were taken out of those present, or brought back. Payload: siteId, name, personIds, out. */
export const SITE_PEOPLE_MOVED = 'sitting.site_people_moved';
