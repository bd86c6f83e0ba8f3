import type { Db } from '../../kernel/ports/database';
import type { AssignmentFact } from '../../shared/rules/minutes-facts';
import { unitNames } from '../organization';
import { assignmentsOf } from './repository';

/** What stands of the conclusions' assignments, by item in the order they were given (minutes N31). */
export async function assignmentFacts(db: Db, meetingId: string): Promise<Map<string, AssignmentFact[]>> {
  const standing = (await assignmentsOf(db, meetingId)).filter(({ state }) => state !== 'withdrawn');
  const names = await unitNames(db, [...new Set(standing.flatMap(({ unitId, withUnitIds }) => [unitId, ...withUnitIds]))]);
  const facts = new Map<string, AssignmentFact[]>();
  for (const { itemId, unitId, withUnitIds, withText, text, dueOn, outcome } of standing) {
    const others = [...withUnitIds.flatMap((id) => names.get(id) ?? []), ...(withText === '' ? [] : [withText])];
    facts.set(itemId, [...(facts.get(itemId) ?? []), { text, unit: names.get(unitId) ?? '', others, dueOn, outcome }]);
  }
  return facts;
}
