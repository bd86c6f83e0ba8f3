/**
 * How long a sign-in lasts and when guessing is stopped. Defaults of the law's level 3
 * (source: TCVN 14423:2026 §5 as summarised with NĐ 331/2026; not verified against the official text).
 */
export interface SignInPolicy {
  /** Seconds without activity after which a session ends. A running sitting counts as activity. */
  idleSeconds: number;
  /** The same for system administrators. */
  idleSecondsAdmin: number;
  /** Seconds after which a session ends in any case. */
  absoluteSeconds: number;
  /** Sign-ins of one person at once; the one idle longest ends. */
  signInsPerPerson: number;
  /** Wrong passwords for one account from one address before it has to wait. */
  failures: number;
  /** Seconds it has to wait then. */
  blockSeconds: number;
}

export const SIGN_IN_POLICY: SignInPolicy = {
  idleSeconds: 15 * 60,
  idleSecondsAdmin: 5 * 60,
  absoluteSeconds: 12 * 60 * 60,
  signInsPerPerson: 10,
  failures: 5,
  blockSeconds: 15 * 60,
};

/**
 * When a sign-in that began and was last seen at these readings of `Clock.monotonic` ends, on the same clock: idle time
 * runs only while the installation runs, and setting the wall clock ends nobody's session.
 */
export function signInEndsAt(beganRun: number, seenRun: number, admin: boolean, policy: SignInPolicy = SIGN_IN_POLICY): number {
  const idle = admin ? policy.idleSecondsAdmin : policy.idleSeconds;
  return Math.min(seenRun + idle * 1000, beganRun + policy.absoluteSeconds * 1000);
}

/** In any case a sign-in ends so long after it by the wall clock, seconds: the installation may have been down for weeks meanwhile. */
export const WALL_LIMIT_SECONDS = 24 * 60 * 60;
