import { foldText } from '../../shared/rules/vietnamese-text';
import type { Unit } from './repository';

export type FoundUnit = { id: string | null } | { problem: 'unknown_unit' | 'ambiguous_unit' };

/** Finds units by full or short name, ignoring case and diacritics; an empty name is no unit. Those that exist go before those that ended (O7). */
export function unitFinder(units: readonly Pick<Unit, 'id' | 'name' | 'shortName' | 'validTo'>[]): (name: string) => FoundUnit {
  const byName = new Map<string, Set<string>>();
  const add = (name: string, id: string): void => void byName.set(foldText(name), (byName.get(foldText(name)) ?? new Set()).add(id));
  const present = units.filter((unit) => unit.validTo === null);
  for (const { id, name, shortName } of present) [name, shortName].forEach((text) => add(text, id));
  const known = new Set(byName.keys());
  for (const { id, name, shortName, validTo } of units) {
    if (validTo !== null) [name, shortName].filter((text) => !known.has(foldText(text))).forEach((text) => add(text, id));
  }
  return (name) => {
    const folded = foldText(name);
    if (folded === '') return { id: null };
    const found = [...(byName.get(folded) ?? [])];
    if (found.length > 1) return { problem: 'ambiguous_unit' };
    return found[0] === undefined ? { problem: 'unknown_unit' } : { id: found[0] };
  };
}
