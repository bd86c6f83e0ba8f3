import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { loadVersionToShow, readableVersion } from '../load-document';
import { findPicture } from '../pictures/repository';

/** Which stored file shows a page, for serving its bytes, under the same rule as the paper's own (D6, D8, D28). */
export const picture = defineQuery({
  name: 'documents.picture',
  input: z.strictObject({ documentId: z.uuid(), version: z.int().positive(), page: z.int().positive() }),
  load: async ({ documentId, version, page }, { db, caller, now }) => {
    const loaded = await loadVersionToShow(db, documentId, version, caller, now);
    const shown = await findPicture(db, documentId, version, page);
    if (!shown) throw new DomainError('not_found', 'not_found');
    return { ...loaded, shown };
  },
  policy: readableVersion,
  present: ({ document, shown: { state, file } }) => ({ title: document.title, state, file }),
});
