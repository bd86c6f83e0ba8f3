import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { listSuccessions, listUnits } from './repository';
import { assertValidity } from './validity';

/** O2: an end not before the beginning, successors only for what ended, districts only as history. */
export function assertUnitValidity(unit: { kind: string; validFrom: string; validTo: string | null; successorIds: readonly string[] }): void {
  assertValidity(unit);
  if (unit.kind === 'historic_district' && unit.validTo === null) throw new DomainError('rejected', 'organization.district_ended');
  if (unit.successorIds.length > 0 && unit.validTo === null) throw new DomainError('rejected', 'organization.successors_need_end');
}

/** Whether a unit is among its own successors, or among theirs. */
function leadsTo(unitId: string, successorIds: readonly string[], follows: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>();
  const open = [...successorIds];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === unitId) return true;
    if (!seen.has(next)) open.push(...(follows.get(next) ?? []));
    seen.add(next);
  }
  return false;
}

/** O2: parent and successors exist, and no unit lies under itself or succeeds itself. */
export async function assertUnitPlace(db: Db, unit: { id: string; parentId: string | null; successorIds: readonly string[] }): Promise<void> {
  const follows = new Map<string, string[]>();
  for (const { fromUnitId, toUnitId } of await listSuccessions(db)) if (fromUnitId !== unit.id) follows.set(fromUnitId, [...(follows.get(fromUnitId) ?? []), toUnitId]);
  const parents = new Map((await listUnits(db)).map(({ id, parentId }) => [id, parentId]));
  if (leadsTo(unit.id, unit.successorIds, follows)) throw new DomainError('rejected', 'organization.own_successor');
  if (unit.successorIds.some((id) => !parents.has(id))) throw new DomainError('not_found', 'not_found');
  if (unit.parentId !== null && unit.parentId !== unit.id && !parents.has(unit.parentId)) throw new DomainError('not_found', 'not_found');
  for (let above = unit.parentId; above !== null; above = parents.get(above) ?? null) {
    if (above === unit.id) throw new DomainError('rejected', 'organization.own_parent');
  }
}
