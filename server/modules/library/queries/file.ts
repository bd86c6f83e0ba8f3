import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { servedPart } from '../../documents';
import { loadEntry } from '../access';

/** Which stored file a document of the library is, for serving its bytes (LB2). */
export const file = defineQuery({
  name: 'library.file',
  input: z.strictObject({ entryId: z.uuid() }),
  load: ({ entryId }, { db, caller, now }) => loadEntry(db, entryId, caller, now),
  policy: () => allow,
  present: ({ entry }) => ({ blobKey: entry.blobKey, fileName: entry.fileName, sha256: entry.sha256, size: entry.size, ...servedPart(entry.facts) }),
});
