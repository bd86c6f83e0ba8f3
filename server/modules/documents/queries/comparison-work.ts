import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { findAwaitedPair } from '../comparing/repository';
import { listVersionFiles } from '../repository.files';

/** The files of two versions that wait to be compared; null where there is nothing to do (D65). */
export const comparisonWork = defineQuery({
  name: 'documents.comparison-work',
  input: z.strictObject({ oldId: z.uuid(), newId: z.uuid() }),
  async load(pair, { db }) {
    const awaited = await findAwaitedPair(db, pair);
    const files = awaited ? await listVersionFiles(db, awaited.documentId) : [];
    const [old, fresh] = [files.find(({ id }) => id === pair.oldId), files.find(({ id }) => id === pair.newId)];
    return old && fresh ? { old, new: fresh } : null;
  },
  policy: systemOnly,
  present: (work) => work,
});
