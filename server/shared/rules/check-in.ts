/** Minutes before the planned start from which people may check in. A choice of this product; no regulation sets it. */
export const CHECK_IN_MINUTES = 60;

/** First moment of checking in to a published session; a running one may be checked in to at any time. */
export const checkInOpensAt = (meeting: { readonly startsAt: Date }): Date => new Date(meeting.startsAt.getTime() - CHECK_IN_MINUTES * 60_000);
