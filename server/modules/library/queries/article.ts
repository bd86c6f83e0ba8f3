import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { articleIn, beginningOf, isListed, type ArticleText } from '../../../shared/rules/article-text';
import { loadEntry } from '../access';
import { presentEntry } from '../present';
import { textsOf } from '../repository';

/** Pages looked through at once. */
const AT_ONCE = 40;
/** An article may go over the end of a page. */
const OVER = 4;

/** What a citation leads to: the document, and its text where the article begins that is named (LB8). */
export const article = defineQuery({
  name: 'library.article',
  input: z.strictObject({ entryId: z.uuid(), article: z.string().regex(/^\d{1,3}[a-z]?$/).optional() }),
  load: ({ entryId }, { db, caller, now }) => loadEntry(db, entryId, caller, now),
  policy: () => allow,
  async present({ entry, reader }, { article: asked }, { db, now }) {
    const shown = { ...presentEntry(entry, reader, now), isRead: entry.read >= entry.pages, byMachine: false };
    if (asked === undefined) {
      const pages = await textsOf(db, entry.id, 1, 2);
      return { ...shown, found: beginningOf(pages), byMachine: pages[0]?.byMachine === true };
    }
    // A table of contents comes before the text.
    let listed: { found: ArticleText; byMachine: boolean } | null = null;
    for (let from = 1; from <= entry.read; from += AT_ONCE) {
      const pages = await textsOf(db, entry.id, from, from + AT_ONCE + OVER - 1);
      const found = articleIn(pages, asked, from + AT_ONCE);
      if (!found) continue;
      const here = { found, byMachine: pages.some(({ page, byMachine }) => page === found.page && byMachine) };
      if (!isListed(found)) return { ...shown, ...here };
      listed ??= here;
    }
    return { ...shown, ...(listed ?? { found: null }) };
  },
});
