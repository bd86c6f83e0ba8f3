/** An administrator forgave wrong PINs. Payload: keyId, personId, reason. */
export const PIN_RESET = 'signing.pin_reset';
