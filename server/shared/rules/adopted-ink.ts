/**
 * The id of what a leader adopts from the marks that were prepared for them: it follows from the id of the prepared mark and a key that only the
 * leader's tablets are given, and leads back to it, so that two tablets adopt one mark once, and whoever sees the adopted one can say who
 * prepared it; whoever prepared it can neither ask for it nor take its place (K22).
 * @param key of the stream of prepared marks, twelve hexadecimal digits.
 */
export const adoptedId = (opId: string, key: string): string =>
  opId.slice(0, -key.length) + [...opId.slice(-key.length)].map((digit, at) => (parseInt(digit, 16) ^ parseInt(key.charAt(at), 16)).toString(16)).join('');
