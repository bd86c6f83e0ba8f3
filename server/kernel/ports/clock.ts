/** Time and chance come in from outside, so that a test can fix them. */
export interface Clock {
  /** What time it is. Inside the installation it never goes back, also when the machine's clock is set back (decision 005). */
  now(): Date;
  /**
   * Milliseconds this installation has been running in all: goes on while the program runs, stands still while it does not, and
   * knows nothing of the wall clock being set. Durations that decide something (idle, waiting) are measured by it.
   */
  monotonic(): number;
}

export interface Ids {
  /** UUIDv7: sorts by time of making. */
  next(): string;
  /** Random bytes as base64url, for links and codes. */
  token(bytes: number): string;
}
