/** A required signature was made. Payload: minutesId, role, revision, complete. */
export const MINUTES_SIGNED = 'signing.minutes_signed';
/** The organisation's seal was applied. Payload: minutesId, revision. */
export const MINUTES_SEALED = 'signing.minutes_sealed';
/** Payload: minutesId, role, reason. */
export const SIGNATURE_REFUSED = 'signing.signature_refused';
/** An administrator forgave wrong PINs. Payload: keyId, personId, reason. */
export const PIN_RESET = 'signing.pin_reset';
