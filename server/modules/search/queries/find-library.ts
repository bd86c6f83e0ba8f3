import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { signedIn } from '../../../kernel/policy';
import { SEARCH_LIMITS, searchPassage, searchTerms } from '../../../shared/language/search-text';
import { entriesAmong, libraryReaderOf, presentEntry } from '../../library';
import { findLibrary, textsFound } from '../repository.find';

/** Documents of one page of results, and places told of each. */
const PAGE = 10;
const PLACES = 2;

/** Documents of the library in which something stands, of those the caller reads, the newest first (SR13). */
export const findInLibrary = defineQuery({
  name: 'search.find-library',
  input: z.strictObject({ text: z.string().max(SEARCH_LIMITS.letters), from: z.int().min(0).max(10_000).default(0) }),
  load: async ({ text, from }, { db, caller, now }) => {
    const [terms, reader] = [searchTerms(text), await libraryReaderOf(db, caller, now)];
    return { terms, reader, found: terms.length === 0 ? { sources: [], total: 0 } : await findLibrary(db, reader.agencies, terms, { skip: from, take: PAGE }) };
  },
  policy: signedIn,
  async present({ terms, reader, found: { sources, total } }, { text, from }, { db, now }) {
    const [texts, entries] = [await textsFound(db, sources.map(({ no }) => no), terms, PLACES), await entriesAmong(db, reader.agencies, sources.map(({ sourceId }) => sourceId))];
    const results = sources.flatMap(({ no, sourceId, places }) => {
      const entry = entries.find(({ id }) => id === sourceId);
      const found = (texts.get(no) ?? []).map((one) => ({ page: one.page > 0 ? one.page : null, passage: searchPassage(one.text, terms) }));
      return entry ? [{ entry: presentEntry(entry, reader, now), places: found, count: places }] : [];
    });
    return { text, from, asks: terms.length > 0, total, results, next: from + PAGE < total ? from + PAGE : null, previous: from > 0 ? Math.max(0, from - PAGE) : null };
  },
});
