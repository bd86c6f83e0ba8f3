import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { BLOB_KEY } from '../../../kernel/ports/blob';
import { systemOnly } from '../../../kernel/policy';
import { listFiles } from '../repository';

/** Stored files in the order the round reads them (W1). */
export const nextFiles = defineQuery({
  name: 'storage.next-files',
  input: z.strictObject({ after: z.string().regex(BLOB_KEY).nullable(), limit: z.int().min(1).max(500) }),
  load: async ({ after, limit }, { db }) => listFiles(db, after ?? '', limit),
  policy: systemOnly,
  present: (files) => files,
});
