import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allowIf } from '../../../kernel/policy';
import { prepares } from '../../meetings';
import { loadDocumentToShow } from '../load-document';
import { findPicture } from '../pictures/repository';
import { findVersion } from '../repository';

/** Which stored file shows a page, for serving its bytes, under the same rule as the paper's own (D6, D8, D28). */
export const picture = defineQuery({
  name: 'documents.picture',
  input: z.strictObject({ documentId: z.uuid(), version: z.int().positive(), page: z.int().positive() }),
  load: async ({ documentId, version, page }, { db, caller }) => {
    const loaded = await loadDocumentToShow(db, documentId, caller);
    const [newest, asked] = await Promise.all([findVersion(db, documentId), findPicture(db, documentId, version, page)]);
    if (!newest || !asked) throw new DomainError('not_found', 'not_found');
    return { ...loaded, newest, asked };
  },
  policy: (_caller, { access, newest }, { version }) => allowIf(version === newest.number || prepares(access), 'documents.old_version'),
  present: ({ document, asked: { state, file } }) => ({ title: document.title, state, file }),
});
