/** A required signature was made. Payload: officialId, kind, role, revision, complete. */
export const DOCUMENT_SIGNED = 'records.signed';
/** The organisation's seal was applied. Payload: officialId, kind, revision. */
export const DOCUMENT_SEALED = 'records.sealed';
/** Payload: officialId, kind, role, reason. */
export const SIGNATURE_REFUSED = 'records.signature_refused';
