/** Payload: documentId (null: complete sets), copies, reason. */
export const PRINTS_DECLARED = 'metrics.prints_declared';
