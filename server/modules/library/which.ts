import { foldText } from '../../shared/language/vietnamese-text';
import { isOfAssembly, type Citation } from '../../shared/rules/citations';
import type { LibraryEntry } from './repository';

export type Cited = Pick<Citation, 'kind' | 'number' | 'name' | 'year'>;

/** Ways a name may be written up to where the text may end it, the longest first, and whether it is all of it. */
const prefixesOf = ({ name }: Pick<Cited, 'name'>): { key: string; isWhole: boolean }[] => name.map((_part, at) => ({ key: name.slice(0, at + 1).join(' '), isWhole: at === name.length - 1 })).reverse();

/** Every name that a law may have which is cited so. */
export const namesOf = (cited: Cited): string[] => (cited.number === null ? prefixesOf(cited).map(({ key }) => key) : []);

/** A code of law is a law; nobody else's kinds share their numbers and names. */
const isAlike = (one: string, other: string): boolean => one === other || [one, other].every((kind) => kind === 'luat' || kind === 'bo_luat');

/** Documents a citation may mean, of those known, the newest first. Of laws by their names it is one: the longest name, the newest (LB10). */
export function meantBy({ kind, number, name, year }: Cited, known: readonly LibraryEntry[]): LibraryEntry[] {
  const isOf = (entry: LibraryEntry, when: number | null): boolean => when === null || entry.issuedOn.startsWith(String(when));
  // Laws and resolutions of the assembly are numbered apart, with the same sign.
  if (number !== null) return known.filter((entry) => entry.numberKey === number && isOf(entry, year) && (!isOfAssembly(number) || isAlike(entry.kind, kind)));
  if (kind === 'hien_phap') return known.filter((entry) => entry.kind === kind && isOf(entry, year)).slice(0, 1);
  for (const { key, isWhole } of prefixesOf({ name })) {
    // A year stands behind the whole of it.
    const found = known.find((entry) => entry.nameKey === key && isAlike(entry.kind, kind) && isOf(entry, isWhole ? year : null));
    if (found) return [found];
  }
  return [];
}

/** Copies of one document, one of them; null where they are of several days or issuers: nobody guesses (LB9). */
export const onlyOf = (entries: readonly LibraryEntry[]): LibraryEntry | null => (new Set(entries.map(({ issuedOn, issuer }) => `${issuedOn} ${foldText(issuer)}`)).size === 1 ? (entries[0] ?? null) : null);
