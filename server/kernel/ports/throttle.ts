/** Counts failures under keys; memory is enough because it only slows guessing down. */
export interface Throttle {
  /** Seconds until the key may try again, 0 when it may now. */
  blockedFor(rule: ThrottleRule, key: string): Promise<number>;
  /** @returns failures of the key so far, this one included. */
  fail(rule: ThrottleRule, key: string): Promise<number>;
  /** Takes one failure back: the try counted beforehand was none. */
  forgive(rule: ThrottleRule, key: string): Promise<void>;
  clear(rule: ThrottleRule, key: string): Promise<void>;
}

export interface ThrottleRule {
  name: string;
  /** Failures allowed within the window. */
  failures: number;
  /** Seconds. */
  window: number;
  /** Seconds a key stays blocked after the last allowed failure. */
  block: number;
}
