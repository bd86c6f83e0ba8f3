import { changedBefore, type DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { lastChange } from './repository';

/** What the second of two people editing one row is told (O9): who was first, and when. */
export async function changedElsewhere(db: Db, objectType: 'unit' | 'person' | 'body' | 'membership', objectId: string): Promise<DomainError> {
  return changedBefore('organization.changed_elsewhere', await lastChange(db, objectType, objectId));
}
