/** The counting minutes of a question were drawn up. Payload: questionId, itemId, officialId, number, notation, sha256. */
export const COUNT_WRITTEN = 'counting.written';
/** They were taken back after a signature was refused. Payload: questionId, itemId, officialId, refusedBy. */
export const COUNT_TAKEN_BACK = 'counting.taken_back';
