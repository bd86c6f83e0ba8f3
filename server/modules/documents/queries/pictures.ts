import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allow } from '../../../kernel/policy';
import { loadDocumentToShow } from '../load-document';
import { listPictures } from '../pictures/repository';
import { findVersion } from '../repository';

/** Which pages of the newest version are shown from pictures, and whether those are there yet (D28). */
export const pictures = defineQuery({
  name: 'documents.pictures',
  input: z.strictObject({ documentId: z.uuid(), version: z.int().positive() }),
  load: async ({ documentId, version }, { db, caller }) => {
    const loaded = await loadDocumentToShow(db, documentId, caller);
    const newest = await findVersion(db, documentId);
    if (newest?.number !== version) throw new DomainError('not_found', 'not_found');
    return loaded;
  },
  policy: () => allow,
  present: async ({ document }, { version }, { db }) => (await listPictures(db, document.id, version)).map(({ page, state }) => ({ page, state })),
});
