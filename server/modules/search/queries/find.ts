import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { signedIn } from '../../../kernel/policy';
import { SEARCH_LIMITS, searchPassage, searchTerms, type PassagePart } from '../../../shared/language/search-text';
import { scannedAmong } from '../../documents';
import { readerNames, viewerOf } from '../../meetings';
import { findSources, namesOf, textsFound, type Found, type FoundKind } from '../repository.find';

/** Sources of one page of results, and places told of each. */
const PAGE = 20;
const PLACES = 3;

const NOTHING: Found = { sources: [], total: { sources: 0, places: 0 } };

export interface FoundPlace {
  /** Page of the paper; null where there are none: its title, an item, a conclusion, minutes. */
  page: number | null;
  passage: PassagePart[];
  /** A machine read the page, which is a picture: it may be wrong. */
  byMachine: boolean;
}

export interface FoundResult {
  kind: FoundKind;
  meeting: { id: string; title: string; startsAt: Date; /** Of earlier years (imports IM6). */ isImported: boolean };
  /** Title of the paper or the item; null for the session itself and its minutes. */
  title: string | null;
  documentId: string | null;
  /** Of an assignment. */
  assignmentId: string | null;
  /** The first ones of them, and how many there are. */
  places: FoundPlace[];
  count: number;
}

/** Papers, agendas, conclusions and minutes of all years in which something stands, of those the caller may see (SR1–SR5). */
export const find = defineQuery({
  name: 'search.find',
  input: z.strictObject({ text: z.string().max(SEARCH_LIMITS.letters), from: z.int().min(0).max(10_000).default(0) }),
  load: async ({ text, from }, { db, caller, now }) => {
    const terms = searchTerms(text);
    const viewer = terms.length > 0 ? await viewerOf(db, caller) : null;
    if (!viewer) return { terms, from: 0, found: NOTHING };
    const asker = { viewer, names: await readerNames(db, viewer.personId), now };
    const found = await findSources(db, asker, terms, { skip: from, take: PAGE });
    // There was more when the link was made: what there is now begins at the beginning.
    const isBeyond = found.sources.length === 0 && from > 0;
    return isBeyond ? { terms, from: 0, found: await findSources(db, asker, terms, { skip: 0, take: PAGE }) } : { terms, from, found };
  },
  policy: signedIn,
  async present({ terms, from, found: { sources, total } }, { text }, { db }) {
    const [texts, names] = [await textsFound(db, sources.map(({ no }) => no), terms, PLACES), await namesOf(db, sources)];
    const papers = new Map(sources.flatMap(({ no, kind, sourceId }) => (kind === 'paper' ? [[no, sourceId] as const] : [])));
    const scanned = await scannedAmong(db, [...texts].flatMap(([no, found]) => found.flatMap(({ page }) => ({ versionId: papers.get(no) ?? '', page }))).filter(({ versionId, page }) => versionId !== '' && page > 0));
    const results = sources.flatMap(({ no, kind, meetingId, sourceId, documentId, places }): FoundResult[] => {
      const meeting = names.meetings.get(meetingId);
      if (!meeting) return [];
      const title = documentId === null ? (names.items.get(sourceId) ?? null) : (names.papers.get(documentId)?.title ?? null);
      return [
        {
          kind,
          meeting: { id: meetingId, title: meeting.title, startsAt: meeting.startsAt, isImported: meeting.importedAt !== null },
          title,
          documentId,
          assignmentId: kind === 'assignment' ? sourceId : null,
          places: (texts.get(no) ?? []).map((one) => ({ page: kind === 'paper' && one.page > 0 ? one.page : null, passage: searchPassage(one.text, terms), byMachine: scanned.has(`${papers.get(no) ?? ''} ${one.page}`) })),
          count: places,
        },
      ];
    });
    return { text, from, asks: terms.length > 0, total, results, next: from + PAGE < total.sources ? from + PAGE : null, previous: from > 0 ? Math.max(0, from - PAGE) : null };
  },
});
