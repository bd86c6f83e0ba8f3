import type { Status, StatusSource } from '../../pades/longterm/gather';

export type { Status, StatusSource } from '../../pades/longterm/gather';

/** Why an authority was of no use; the words of it are `server/adapters/authorities/authority-words.ts`, by the same names. */
export const AUTHORITY_PROBLEMS = ['unreachable', 'silent', 'cut_off', 'certificate', 'refused', 'too_large', 'inside', 'resting', 'answer', 'untrusted'] as const;
export type AuthorityProblem = (typeof AUTHORITY_PROBLEMS)[number];

/** Who vouches for times and for certificates, outside this installation; asked by jobs, never while somebody waits. */
export interface Authorities {
  /** Whether a time-stamp authority is set. */
  readonly isSet: boolean;
  /**
   * A time-stamp over a SHA-256, from the first authority that gives one that leads to an anchor trusted here.
   * @throws DomainError `unavailable` `signing.no_timestamp` {authority, problem}: why the last one gave none.
   */
  stamp(imprint: Uint8Array, signal?: AbortSignal): Promise<Uint8Array>;
  /**
   * What the issuer of a certificate says of it now: its responder, else its list, else a list that lies here.
   * @returns null where nothing is published and nothing lies here.
   * @throws DomainError `unavailable` `signing.no_status` {authority, problem}.
   */
  status(source: Parameters<StatusSource>[0], signal?: AbortSignal): Promise<Status | null>;
  /** Asks every time-stamp authority once, for operators; null: it answers well. */
  look(): Promise<{ name: string; problem: AuthorityProblem | null; detail: string }[]>;
}
