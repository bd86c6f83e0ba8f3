import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { nextWork } from '../pictures/repository';

/** Pages of a version that are to be drawn next; null when none waits (D26). */
export const nextPictures = defineQuery({
  name: 'documents.next-pictures',
  input: z.strictObject({ versionId: z.uuid(), pages: z.int().min(1).max(100) }),
  load: ({ versionId, pages }, { db }) => nextWork(db, versionId, pages),
  policy: systemOnly,
  present: (work) => work,
});
