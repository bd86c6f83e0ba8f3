import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { signedIn } from '../../../kernel/policy';
import { officialsCited } from '../../records';
import { readerOf, type Reader } from '../access';
import { presentEntry, type ShownEntry } from '../present';
import { entriesNamed, type LibraryEntry } from '../repository';

/** Of one page. */
const MOST = 150;

const citation = z.strictObject({
  /** As `numberKey` has it; null: by name. */
  number: z.string().min(1).max(80).nullable(),
  name: z.array(z.string().min(1).max(30)).max(40),
  year: z.int().min(1900).max(2100).nullable(),
});
type Cited = z.output<typeof citation>;

export type CitationTarget = { kind: 'entry'; entry: ShownEntry; /** Words of the name that are its name. */ words: number } | { kind: 'official'; official: Awaited<ReturnType<typeof officialsCited>>[number] };

const prefixesOf = ({ name }: Cited): string[] => name.map((_word, at) => name.slice(0, at + 1).join(' '));

/** The one of a number, the longest name of a law; a year that is named has to be its year. */
function entryOf(cited: Cited, known: readonly LibraryEntry[]): LibraryEntry | null {
  const isOfYear = ({ issuedOn }: LibraryEntry): boolean => cited.year === null || issuedOn.startsWith(String(cited.year));
  if (cited.number !== null) return known.find((entry) => entry.numberKey === cited.number && isOfYear(entry)) ?? null;
  for (const name of prefixesOf(cited).reverse()) {
    const found = known.find((entry) => entry.nameKey === name && isOfYear(entry));
    if (found) return found;
  }
  return null;
}

const shownOf = (entry: LibraryEntry, reader: Reader, now: Date): CitationTarget => ({ kind: 'entry', entry: presentEntry(entry, reader, now), words: entry.nameKey === '' ? 0 : entry.nameKey.split(' ').length });

/**
 * Where citations of a page lead, for this person and at this moment: into the library, or to what was issued here; null: nowhere (LB8, LB9).
 * Asked anew with every page, so that what is added later lights up in every paper, and what is taken out goes dark.
 */
export const cited = defineQuery({
  name: 'library.cited',
  input: z.strictObject({ citations: z.array(citation).max(MOST) }),
  load: async ({ citations }, { db, caller, now }) => {
    const reader = await readerOf(db, caller, now);
    const numbers = [...new Set(citations.flatMap(({ number }) => number ?? []))];
    const names = [...new Set(citations.flatMap((one) => (one.number === null ? prefixesOf(one) : [])))];
    const known = await entriesNamed(db, reader.agencies, { numbers, names });
    const rest = numbers.filter((number) => !known.some(({ numberKey }) => numberKey === number));
    return { reader, known, officials: await officialsCited(db, rest, caller) };
  },
  policy: signedIn,
  present: ({ reader, known, officials }, { citations }, { now }) => ({
    targets: citations.map((one): CitationTarget | null => {
      const entry = entryOf(one, known);
      if (entry) return shownOf(entry, reader, now);
      const issued = officials.filter(({ numberKey, year }) => numberKey === one.number && (one.year === null || year === one.year));
      // Two of one number, and no year to tell them apart: nobody guesses.
      return issued.length === 1 && issued[0] ? { kind: 'official', official: issued[0] } : null;
    }),
  }),
});
