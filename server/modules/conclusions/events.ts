/** A notice was drafted or its text changed. Payload: version. */
export const NOTICE_DRAFTED = 'conclusions.drafted';
export const NOTICE_SAVED = 'conclusions.saved';
/** It was issued for signature. Payload: officialId, number, notation, sha256. */
export const NOTICE_ISSUED = 'conclusions.issued';
/** It was taken back after its signature was refused. Payload: officialId. */
export const NOTICE_TAKEN_BACK = 'conclusions.taken_back';
