import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { loadVersionAccess, readableVersion } from '../load-document';
import { findScan } from '../scans/repository';

/** Words a machine read on a page that is a picture, for whoever may read the page (D6, D62). */
export const scanWords = defineQuery({
  name: 'documents.scan-words',
  input: z.strictObject({ documentId: z.uuid(), version: z.int().positive(), page: z.int().positive() }),
  load: async ({ documentId, version, page }, { db, caller, now }) => {
    const loaded = await loadVersionAccess(db, documentId, version, caller, now);
    return { ...loaded, words: (await findScan(db, loaded.asked.id, page)) ?? [] };
  },
  policy: readableVersion,
  /** Empty where the page has text of its own, or was not read yet. */
  present: ({ words }) => ({ words }),
});
