import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allow } from '../../../kernel/policy';
import { fileNameOf } from '../kinds';
import { loadOfficial, seesVoid } from '../policy';
import { findFile, isVoid } from '../repository';

/** Which stored file a revision of an official document is, for serving its bytes. */
export const file = defineQuery({
  name: 'records.file',
  input: z.strictObject({ officialId: z.uuid(), revision: z.int().min(0) }),
  load: async ({ officialId, revision }, { db, caller }) => {
    const loaded = await loadOfficial(db, officialId, caller);
    const stored = await findFile(db, officialId, revision);
    if (!stored || (isVoid(loaded.official, revision) && !seesVoid(loaded.access))) throw new DomainError('not_found', 'not_found');
    return { ...loaded, stored };
  },
  policy: () => allow,
  present: ({ official, stored: { blobKey, sha256, size, revision } }) => ({
    blobKey,
    sha256,
    size,
    isVoid: isVoid(official, revision),
    fileName: fileNameOf(official),
  }),
});
