import { cleanLine, foldText } from '../../shared/language/vietnamese-text';
import type { Unit } from './repository';

export type FoundUnit = { id: string | null } | { problem: 'unknown_unit' | 'ambiguous_unit' };

type NamedUnit = Pick<Unit, 'id' | 'name' | 'shortName' | 'validFrom' | 'validTo'>;

/** Names as keys to the ids of units that have them. */
function byName(units: readonly NamedUnit[], keyOf: (name: string) => string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { id, name, shortName } of units) {
    for (const key of [keyOf(name), keyOf(shortName)]) found.set(key, (found.get(key) ?? new Set()).add(id));
  }
  return found;
}

/**
 * Finds units by full or short name; an empty name is no unit (O7). Those that exist on the date go before the others,
 * and a name written with its diacritics goes before one that only sounds alike ("Tân Khê", "Tần Khê").
 */
export function unitFinder(units: readonly NamedUnit[], on: string): (name: string) => FoundUnit {
  const exact = (name: string): string => cleanLine(name).toLowerCase();
  const exists = (unit: NamedUnit): boolean => unit.validFrom <= on && (unit.validTo === null || unit.validTo >= on);
  const [present, past] = [units.filter(exists), units.filter((unit) => !exists(unit))];
  const steps = [present, past].flatMap((some) => [exact, foldText].map((keyOf) => ({ keyOf, names: byName(some, keyOf) })));
  return (name) => {
    if (foldText(name) === '') return { id: null };
    for (const { keyOf, names } of steps) {
      const [first, ...more] = names.get(keyOf(name)) ?? [];
      if (more.length > 0) return { problem: 'ambiguous_unit' };
      if (first !== undefined) return { id: first };
    }
    return { problem: 'unknown_unit' };
  };
}
