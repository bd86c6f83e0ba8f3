import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { servedPart } from '../admission';
import { loadVersionToShow, readableVersion, versionInput } from '../load-document';

/** Which stored file a paper is, and which part of it is served (D17), for serving its bytes (D6, D8). */
export const file = defineQuery({
  name: 'documents.file',
  input: z.strictObject({ ...versionInput, version: z.int().positive().optional() }),
  load: (asked, { db, caller, now }) => loadVersionToShow(db, asked, caller, now),
  policy: readableVersion,
  present: ({ asked }) => ({ blobKey: asked.blobKey, fileName: asked.fileName, sha256: asked.sha256, size: asked.size, version: asked.number, ...servedPart(asked.facts) }),
});
