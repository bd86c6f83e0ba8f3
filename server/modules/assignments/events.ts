/** Payload of all: assignmentId, itemId. */
export const ASSIGNMENT_DRAFTED = 'assignments.drafted';
export const ASSIGNMENT_CHANGED = 'assignments.changed';
export const ASSIGNMENT_ISSUED = 'assignments.issued';
export const ASSIGNMENT_WITHDRAWN = 'assignments.withdrawn';
/** Besides: progress. */
export const ASSIGNMENT_REPORTED = 'assignments.reported';
/** Besides: kind (confirmed, returned, extended, refused). */
export const ASSIGNMENT_SETTLED = 'assignments.settled';
/** Besides: toMeetingId, toItemId. */
export const ASSIGNMENT_CARRIED = 'assignments.carried';
