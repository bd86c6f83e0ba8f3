import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { lastChange } from './repository';

/** What the second of two people editing one row is told (O9): who was first, and when. */
export async function changedElsewhere(db: Db, objectType: 'unit' | 'person' | 'body' | 'membership', objectId: string): Promise<DomainError> {
  const last = await lastChange(db, objectType, objectId);
  return new DomainError('conflict', 'organization.changed_elsewhere', { by: last?.by ?? '', byId: last?.byId ?? null, at: last?.at.toISOString() ?? '' });
}
