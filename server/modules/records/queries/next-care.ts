import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { findOfficial, isInForce, latestFile } from '../repository';

/** The file of a document as it is to be looked after; null where there is none, or it is void. */
export const nextCare = defineQuery({
  name: 'records.next-care',
  input: z.strictObject({ officialId: z.uuid() }),
  load: async ({ officialId }, { db }) => {
    const official = await findOfficial(db, officialId);
    return official && isInForce(official) ? { official, base: await latestFile(db, officialId) } : null;
  },
  policy: systemOnly,
  present(loaded) {
    if (!loaded?.base) return null;
    const { revision, blobKey, sha256, size } = loaded.base;
    // Nothing obligatory is waited for any more: what comes later is looked after when it comes.
    return { base: { revision, blobKey, sha256, size }, isComplete: loaded.official.state === 'signed' };
  },
});
