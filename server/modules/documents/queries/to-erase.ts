import { z } from 'zod';
import { BLOB_KEY } from '../../../kernel/ports/blob';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { listToErase, stagedKeys, stagedKeysOf } from '../intake/repository';

/** Whose bytes need not stay in the staging store, and which files that lie there no row names (D22). */
export const toErase = defineQuery({
  name: 'documents.to-erase',
  input: z.strictObject({ keys: z.array(z.string().regex(BLOB_KEY)).max(500) }),
  load: async () => null,
  policy: systemOnly,
  async present(_loaded, { keys }, { db, now }) {
    const [due, named] = [await listToErase(db, now, 100), new Set(await stagedKeys(db, keys))];
    return { due: due.map((intake) => ({ id: intake.id, keys: stagedKeysOf(intake) })), unnamed: keys.filter((key) => !named.has(key)) };
  },
});
