import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { articleIn, beginningOf } from '../../../shared/rules/article-text';
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
    for (let from = 1; asked !== undefined && from <= entry.read; from += AT_ONCE) {
      const pages = await textsOf(db, entry.id, from, from + AT_ONCE + OVER - 1);
      const found = articleIn(pages.filter(({ page }) => page < from + AT_ONCE + OVER), asked);
      if (found) return { ...shown, found, byMachine: pages.some(({ page, byMachine }) => page === found.page && byMachine) };
    }
    const pages = await textsOf(db, entry.id, 1, 2);
    return { ...shown, found: asked === undefined ? beginningOf(pages) : null, byMachine: pages[0]?.byMachine === true };
  },
});
