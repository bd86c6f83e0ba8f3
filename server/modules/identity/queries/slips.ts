import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { whyNotRelease } from '../access-links';
import { administratorsOnly } from '../policy';
import { slipAccounts, waitingBatches } from '../repository.slips';

/** Batches of slips for first sign-ins that wait for a second person, and whether the caller may be that person (I25). */
export const slips = defineQuery({
  name: 'identity.slips',
  input: z.strictObject({}),
  load: async (_input, { db, now }) => waitingBatches(db, now),
  policy: administratorsOnly,
  async present(batches, _input, { db, caller, now }) {
    return {
      batches: await Promise.all(
        batches.map(async ({ personIds, ...batch }) => ({
          id: batch.id,
          requestedBy: batch.requestedBy,
          requestedAt: batch.requestedAt,
          expiresAt: batch.expiresAt,
          refusal: await whyNotRelease(db, { requestedById: batch.requestedById, personId: '' }, caller, now),
          people: (await slipAccounts(db, personIds)).map(({ id, fullName }) => ({ id, fullName })),
        })),
      ),
    };
  },
});
