/**
 * How long a sign-in lasts and when guessing is stopped. Defaults of the law's level 3
 * (source: TCVN 14423:2026 §5 as summarised with NĐ 331/2026; not verified against the official text).
 */
export interface SessionPolicy {
  /** Seconds without activity after which a session ends. A running sitting counts as activity. */
  idleSeconds: number;
  /** The same for system administrators. */
  idleSecondsAdmin: number;
  /** Seconds after which a session ends in any case. */
  absoluteSeconds: number;
  /** Wrong passwords for one account from one address before it has to wait. */
  failures: number;
  /** Seconds it has to wait then. */
  blockSeconds: number;
}

export const SESSION_POLICY: SessionPolicy = {
  idleSeconds: 15 * 60,
  idleSecondsAdmin: 5 * 60,
  absoluteSeconds: 12 * 60 * 60,
  failures: 5,
  blockSeconds: 15 * 60,
};

/** When a session last seen at `lastSeen` and made at `createdAt` ends, ms since the epoch. */
export function sessionEndsAt(createdAt: Date, lastSeen: Date, admin: boolean, policy: SessionPolicy = SESSION_POLICY): number {
  const idle = admin ? policy.idleSecondsAdmin : policy.idleSeconds;
  return Math.min(lastSeen.getTime() + idle * 1000, createdAt.getTime() + policy.absoluteSeconds * 1000);
}
