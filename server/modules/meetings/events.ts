/** A draft was made. Payload: none. */
export const MEETING_CREATED = 'meetings.created';
/** Facts changed. Payload: fields. */
export const MEETING_UPDATED = 'meetings.updated';
/** Seats changed. Payload: count. */
export const ATTENDEES_CHANGED = 'meetings.attendees_changed';
/** A plan was laid and people given their places by protocol. Payload: spots, seated. */
export const SEATS_LAID = 'meetings.seats_laid';
/** Somebody sits elsewhere. Payload: personId (null: many at once), to (spot, null: none). */
export const SEATS_MOVED = 'meetings.seats_moved';
/** The list of sites is another. Payload: sites (how many). */
export const SITES_CHANGED = 'meetings.sites_changed';
/** People were put at a site. Payload: site (name, null: the hall), personIds. */
export const SITE_PEOPLE_CHANGED = 'meetings.site_people_changed';
/** Somebody said whether they come. Payload: personId, kind. */
export const INVITATION_ANSWERED = 'meetings.invitation_answered';
/** What was said to an absence or a substitute. Payload: personId, accepted. */
export const ANSWER_SETTLED = 'meetings.answer_settled';
/** People of the session see it from now on. Payload: invitationNumber, attendees. */
export const MEETING_PUBLISHED = 'meetings.published';
/** Payload: reason. */
export const MEETING_CANCELLED = 'meetings.cancelled';
