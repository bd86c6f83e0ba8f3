import { DomainError } from './errors';
import type { Db } from './ports/database';
import { lastChange, type AuditSubject } from './repository';

/** Something two people may change at once. */
export interface Contested {
  /** The sentence the second of them reads, with who was first and when. */
  reason: string;
  /** The commands that change it. */
  commands: readonly string[];
}

/** What a person saw of it: a version, the ids in their order, which one is current, or that there is none. */
export type Seen = string | number | null | readonly string[];

const isSame = (seen: Seen, stands: Seen): boolean =>
  Array.isArray(seen) && Array.isArray(stands) ? seen.length === stands.length && seen.every((one, index) => one === stands[index]) : seen === stands;

/**
 * Holds what a person saw against what stands. A command asks in `run`, of what it loaded in the same transaction, before
 * it writes; nothing can come in between, because one transaction writes at a time.
 * @param subject what the audit log has of it. @throws DomainError as {@link changedElsewhere}.
 */
export async function assertSeen(db: Db, contested: Contested, subject: AuditSubject, seen: Seen, stands: Seen): Promise<void> {
  if (!isSame(seen, stands)) throw await changedElsewhere(db, contested, subject);
}

/** `conflict` with `by`, `byId` and `at` of whoever was first; empty where nobody knows. */
export async function changedElsewhere(db: Db, { reason, commands }: Contested, subject: AuditSubject): Promise<DomainError> {
  const last = await lastChange(db, subject, commands);
  return new DomainError('conflict', reason, { by: last?.by ?? '', byId: last?.byId ?? null, at: last?.at.toISOString() ?? '' });
}
