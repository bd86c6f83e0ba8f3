import type { Caller } from '../../../kernel/actor';
import { DomainError } from '../../../kernel/errors';
import { allow, hide, type Decision } from '../../../kernel/policy';
import type { Db } from '../../../kernel/ports/database';
import { loadVersionAccess, readableVersion, type VersionAccess } from '../load-document';
import type { ComparisonPair } from './repository';

export interface PairAccess {
  old: VersionAccess;
  new: VersionAccess;
  pair: ComparisonPair;
}

/** Two versions of a paper, the earlier one first. @throws DomainError as `loadVersionAccess`, and `not_found` where they are not two. */
export async function loadPair({ documentId, from, to }: { documentId: string; from: number; to: number }, { db, caller, now }: { db: Db; caller: Caller; now: Date }): Promise<PairAccess> {
  if (from >= to) throw new DomainError('not_found', 'not_found');
  const [old, fresh] = [await loadVersionAccess(db, documentId, from, caller, now), await loadVersionAccess(db, documentId, to, caller, now)];
  return { old, new: fresh, pair: { oldId: old.asked.id, newId: fresh.asked.id } };
}

/** Who may read both may see what differs (D66). */
export function readablePair(caller: Caller, loaded: PairAccess): Decision {
  if (caller.kind !== 'person') return hide;
  const refused = [readableVersion(caller, loaded.old), readableVersion(caller, loaded.new)].find((decision) => decision !== allow);
  return refused ?? allow;
}
