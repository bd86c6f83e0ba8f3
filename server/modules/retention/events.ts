/** An account was deleted; what lies outside the database goes after it. Payload: removalId, personId. */
export const PERSON_REMOVED = 'retention.person_removed';
