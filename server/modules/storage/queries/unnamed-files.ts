import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { BLOB_KEY } from '../../../kernel/ports/blob';
import { systemOnly } from '../../../kernel/policy';
import { namedKeys } from '../repository';

/** Which of these stored files no row names (W6). */
export const unnamedFiles = defineQuery({
  name: 'storage.unnamed-files',
  input: z.strictObject({ keys: z.array(z.string().regex(BLOB_KEY)).max(500) }),
  load: async ({ keys }, { db }) => namedKeys(db, keys),
  policy: systemOnly,
  present: (named, { keys }) => keys.filter((key) => !named.has(key)),
});
