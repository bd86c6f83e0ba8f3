import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { LINK_MS } from '../access-links';
import { nameOfCaller, tell } from '../notices';
import { administratorsOnly } from '../policy';
import { administratorIds } from '../repository';
import { createSlipBatch, slipAccounts, waitingBatches } from '../repository.slips';
import { assertSlips, SLIPS_AT_ONCE } from '../slips';

/** An administrator chooses who gets a slip for the first sign-in; another one releases the batch within 24 hours (I24, I25). */
export const prepareSlips = defineCommand({
  name: 'identity.prepare-slips',
  input: z.strictObject({ personIds: z.array(z.uuid()).min(1).max(SLIPS_AT_ONCE) }),
  load: async ({ personIds }, { db }) => slipAccounts(db, personIds),
  policy: administratorsOnly,
  async run({ personIds }, accounts, context) {
    const { db, id, now, caller } = context;
    assertSlips(accounts, personIds);
    const waiting = new Set((await waitingBatches(db, now)).flatMap((batch) => batch.personIds));
    const twice = accounts.find((account) => waiting.has(account.id));
    if (twice) throw new DomainError('conflict', 'identity.slip_prepared_already', { name: twice.fullName });
    const batchId = id();
    const requestedBy = nameOfCaller(caller);
    await createSlipBatch(
      db,
      { id: batchId, personIds: accounts.map((account) => account.id), requestedById: personIdOf(caller), requestedBy, requestedAt: now, expiresAt: new Date(now.getTime() + LINK_MS) },
      accounts.map(() => id()),
    );
    await tell(context, await administratorIds(db), 'slips_prepared', { by: requestedBy, count: String(accounts.length) });
    return { batchId, count: accounts.length };
  },
  audit: (_input, accounts, { batchId }) => ({ objectType: 'slip_batch', objectId: batchId, details: { personIds: accounts.map(({ id }) => id) } }),
});
