import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { comparedSchema } from '../../../kernel/ports/version-comparer';
import { findAwaitedPair, settleComparison } from '../comparing/repository';

/** Keeps what differs between two versions, or that they cannot be compared; of a paper that was withdrawn meanwhile nothing (D65, D66). */
export const recordComparison = defineCommand({
  name: 'documents.record-comparison',
  input: z.strictObject({ oldId: z.uuid(), newId: z.uuid(), compared: comparedSchema.nullable() }),
  replayable: false,
  load: async ({ oldId, newId }, { db }) => ({ awaited: await findAwaitedPair(db, { oldId, newId }) }),
  policy: systemOnly,
  async run({ oldId, newId, compared }, { awaited }, { db, now }) {
    if (awaited) await settleComparison(db, { oldId, newId }, compared, now);
    return {};
  },
  // Nothing of the record is written.
  audit: () => null,
});
