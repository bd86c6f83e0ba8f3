/** While the sitting runs. Payload: minutesId. */
export const MINUTES_BEGUN = 'minutes.begun';
/** Payload: minutesId. */
export const MINUTES_DRAFTED = 'minutes.drafted';
/** Payload: minutesId, version. */
export const MINUTES_SAVED = 'minutes.saved';
/** Payload: minutesId, verdict (`take`, `reject`). */
export const MINUTES_SETTLED = 'minutes.settled';
/** Payload: minutesId. */
export const MINUTES_SUBMITTED = 'minutes.submitted';
/** Payload: minutesId, remarks. */
export const MINUTES_RETURNED = 'minutes.returned';
/** Payload: minutesId, officialId (not before there were official documents), number, notation, sha256 (of the frozen text and its file). */
export const MINUTES_APPROVED = 'minutes.approved';
/** Payload: minutesId, refusedBy (role of the step). */
export const MINUTES_REOPENED = 'minutes.reopened';
