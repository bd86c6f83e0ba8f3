import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { loadVersionToShow, readableVersion, versionInput } from '../load-document';
import { findPicture } from '../pictures/repository';

/** Which stored file shows a page, for serving its bytes, under the same rule as the paper's own (D6, D8, D28). */
export const picture = defineQuery({
  name: 'documents.picture',
  input: z.strictObject({ ...versionInput, page: z.int().positive() }),
  load: async ({ page, ...asked }, { db, caller, now }) => {
    const loaded = await loadVersionToShow(db, asked, caller, now);
    const shown = await findPicture(db, asked.documentId, asked.version, page);
    if (!shown) throw new DomainError('not_found', 'not_found');
    return { ...loaded, shown };
  },
  policy: readableVersion,
  present: ({ document, shown: { state, file } }) => ({ title: document.title, state, file }),
});
