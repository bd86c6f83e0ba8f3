/** A draft was made. Payload: none. */
export const MEETING_CREATED = 'meetings.created';
/** Facts changed. Payload: fields. */
export const MEETING_UPDATED = 'meetings.updated';
/** Seats changed. Payload: count. */
export const ATTENDEES_CHANGED = 'meetings.attendees_changed';
/** People of the session see it from now on. Payload: invitationNumber, attendees. */
export const MEETING_PUBLISHED = 'meetings.published';
/** Payload: reason. */
export const MEETING_CANCELLED = 'meetings.cancelled';
