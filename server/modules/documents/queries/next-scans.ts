import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { scanWork } from '../scans/repository';

/** What is left to be read by machine of a version; null: nothing can be, its paper is gone (D61). */
export const nextScans = defineQuery({
  name: 'documents.next-scans',
  input: z.strictObject({ versionId: z.uuid(), pages: z.int().positive().max(20) }),
  load: ({ versionId, pages }, { db }) => scanWork(db, versionId, pages),
  policy: systemOnly,
  present: (work) => work,
});
