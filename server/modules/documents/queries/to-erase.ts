import { z } from 'zod';
import { BLOB_KEY } from '../../../kernel/ports/blob';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { heldKeys, listToErase } from '../repository.held';

/** For upkeep: whose bytes need not wait any more, and which files that lie there no row names (D22). */
export const toErase = defineQuery({
  name: 'documents.to-erase',
  input: z.strictObject({ keys: z.array(z.string().regex(BLOB_KEY)).max(500) }),
  load: async () => null,
  policy: systemOnly,
  async present(_loaded, { keys }, { db, now }) {
    const [due, named] = await Promise.all([listToErase(db, now, 100), heldKeys(db, keys)]);
    return { due: due.map(({ id, blobKey }) => ({ id, blobKey })), unnamed: keys.filter((key) => !named.includes(key)) };
  },
});
