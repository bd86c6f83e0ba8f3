/**
 * The id of what a leader adopts from the marks that were prepared for them: it follows from the id of the prepared mark and leads back to
 * it, so that two tablets adopt one mark once, and whoever sees the adopted one can say who prepared it (K22).
 */
export const adoptedId = (opId: string): string => opId.slice(0, -1) + (parseInt(opId.slice(-1), 16) ^ 8).toString(16);
