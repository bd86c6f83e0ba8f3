/** Time and chance come in from outside, so that a test can fix them. */
export interface Clock {
  now(): Date;
}

export interface Ids {
  /** UUIDv7: sorts by time of making. */
  next(): string;
  /** Random bytes as base64url, for links and codes. */
  token(bytes: number): string;
}
