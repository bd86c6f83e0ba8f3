import type { ShownPage } from '@shared/protocol/meeting-events';

/** The last page this device turned to while it presented. */
export interface SentTurn {
  readonly documentId: string;
  readonly page: number;
  /** What the server called it; null before its answer, and for a turn made without a connection. */
  rev: number | null;
  /** The newest page this device knew of when it turned; null when it knew of none. */
  readonly basis: number | null;
}

/**
 * Whether a turn is to be told (again) once the connection is back: the server never had it, or lost it with a restart,
 * and nobody has shown another page since. A later turn, of this person on another device too, is left alone.
 */
export function isMissed(told: SentTurn | null, known: ShownPage | null): told is SentTurn {
  if (told === null || known === null || known.documentId !== told.documentId || known.page === told.page) return false;
  if (told.rev !== null) return known.rev < told.rev;
  return told.basis === null || known.rev <= told.basis;
}
