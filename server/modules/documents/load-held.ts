import { personIdOf, type Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { findHeld, type HeldPaper } from './repository.held';

/** A waiting file, for the person who sent it; nobody else knows of it (D20). @throws DomainError `not_found`. */
export async function loadHeld(db: Db, heldId: string, caller: Caller): Promise<HeldPaper> {
  const held = await findHeld(db, heldId);
  if (!held || held.uploadedById !== personIdOf(caller)) throw new DomainError('not_found', 'not_found');
  return held;
}

/** Erased at a "no", or because nobody answered in time (D22). */
export const heldGone = (): DomainError => new DomainError('gone', 'documents.held_gone');

/** Whether it still waits. @throws DomainError `gone`/`documents.held_gone`. */
export function isWaiting(held: HeldPaper, now: Date): boolean {
  if (held.state === 'confirmed') return false;
  if (held.state !== 'waiting' || held.expiresAt <= now) throw heldGone();
  return true;
}
