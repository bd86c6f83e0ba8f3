import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { isChange } from '../comparing/brief';
import { loadPair, readablePair } from '../comparing/load-pair';
import { findComparison, rowsOfComparison } from '../comparing/repository';
import { wasShown } from '../load-document';
import { listVersions } from '../repository';

/** Paragraphs of one page of the comparison. */
const AT_ONCE = 300;

/** What differs between two versions of a paper, a stretch at a time (D65–D67); `state` is null where nobody asked for it yet. */
export const comparison = defineQuery({
  name: 'documents.comparison',
  /** `start`: the first paragraph that is wanted, from 0; the stretch it lies in is given. */
  input: z.strictObject({ documentId: z.uuid(), from: z.int().positive(), to: z.int().positive(), start: z.int().min(0).max(100_000).default(0) }),
  load: loadPair,
  policy: readablePair,
  async present({ old, new: fresh, pair }, { documentId, from, to, start }, { db }) {
    const [found, versions] = [await findComparison(db, pair), await listVersions(db, documentId)];
    // The same bytes, put back in the place of others.
    const isSame = old.asked.sha256 === fresh.asked.sha256;
    const rows = found?.state === 'made' && !isSame ? await rowsOfComparison(db, pair) : [];
    const first = Math.min(Math.floor(start / AT_ONCE), Math.max(0, Math.ceil(rows.length / AT_ONCE) - 1)) * AT_ONCE;
    const changes = rows.flatMap((row, index) => (isChange(row) ? [index] : []));
    return {
      document: { id: documentId, title: fresh.document.title },
      meeting: { id: fresh.meeting.id, title: fresh.meeting.title },
      from: { number: from, pages: old.asked.pages },
      to: { number: to, pages: fresh.asked.pages },
      /** Those the caller may open, newest first. */
      versions: versions
        .filter((_version, index) => wasShown(fresh, versions[index - 1]?.createdAt ?? null))
        .map(({ number, createdAt, reason }) => ({ number, at: createdAt, reason })),
      state: isSame ? ('identical' as const) : (found?.state ?? null),
      total: rows.length,
      first,
      rows: rows.slice(first, first + AT_ONCE),
      /** Rows that are changes, in all of it. */
      changes,
    };
  },
});
