import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allowIf } from '../../../kernel/policy';
import { prepares } from '../../meetings';
import { servedPart } from '../admission';
import { loadDocumentToShow } from '../load-document';
import { findVersion } from '../repository';

/** Which stored file a paper is, and which part of it is served (D17), for serving its bytes; earlier versions only for those who prepare (D6, D8). */
export const file = defineQuery({
  name: 'documents.file',
  input: z.strictObject({ documentId: z.uuid(), version: z.int().positive().optional() }),
  load: async ({ documentId, version }, { db, caller }) => {
    const loaded = await loadDocumentToShow(db, documentId, caller);
    const [newest, asked] = await Promise.all([findVersion(db, documentId), findVersion(db, documentId, version)]);
    if (!newest || !asked) throw new DomainError('not_found', 'not_found');
    return { ...loaded, newest, asked };
  },
  policy: (_caller, { access, newest, asked }) => allowIf(asked.number === newest.number || prepares(access), 'documents.old_version'),
  present: ({ asked }) => ({ blobKey: asked.blobKey, fileName: asked.fileName, sha256: asked.sha256, size: asked.size, version: asked.number, ...servedPart(asked.facts) }),
});
