import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { loadVersionFor, readableVersion, versionInput } from '../load-document';
import { findScan } from '../scans/repository';

/** Words a machine read on a page that is a picture, for whoever may read the page (D6, D62). */
export const scanWords = defineQuery({
  name: 'documents.scan-words',
  input: z.strictObject({ ...versionInput, page: z.int().positive() }),
  load: async ({ page, ...asked }, { db, caller, now }) => {
    const loaded = await loadVersionFor(db, asked, caller, now);
    return { ...loaded, words: (await findScan(db, loaded.asked.id, page)) ?? [] };
  },
  policy: readableVersion,
  /** Empty where the page has text of its own, or was not read yet. */
  present: ({ words }) => ({ words }),
});
