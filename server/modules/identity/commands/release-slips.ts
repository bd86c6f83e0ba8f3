import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { byBoth } from '../access-links';
import { tokenHashOf } from '../credentials';
import { loadSlips } from '../load-request';
import { nameOfCaller, tell } from '../notices';
import { mayDecide } from '../policy';
import { createSlipLinks, decideSlips, slipAccounts } from '../repository.slips';
import { SLIP_MS, takesSlip } from '../slips';

/**
 * The second person makes the links of a batch and prints them: they are in this answer and nowhere else (I25). Whoever
 * has a password by now, was blocked or made an administrator gets none, and is named.
 */
export const releaseSlips = defineCommand({
  name: 'identity.release-slips',
  input: z.strictObject({ batchId: z.uuid() }),
  replayable: false,
  load: ({ batchId }, context) => loadSlips(batchId, context),
  policy: mayDecide,
  async run(_input, { batch }, context) {
    const { db, now, caller, token } = context;
    if (batch.expiresAt <= now) throw new DomainError('gone', 'identity.request_over');
    if (!(await decideSlips(db, batch.id, { state: 'released', decidedById: personIdOf(caller), decidedBy: nameOfCaller(caller), decidedAt: now }))) {
      throw new DomainError('conflict', 'identity.request_decided');
    }
    const accounts = await slipAccounts(db, batch.personIds);
    const expiresAt = new Date(now.getTime() + SLIP_MS);
    const slips = accounts.filter(takesSlip).map(({ id, fullName, title, unit, userName }) => ({ personId: id, fullName, title, unit, userName: userName ?? '', token: token(24) }));
    await createSlipLinks(db, slips.map((slip) => ({ tokenHash: tokenHashOf(slip.token), personId: slip.personId, madeBy: byBoth(batch, caller), createdAt: now, expiresAt })));
    await tell(context, slips.map(({ personId }) => personId), 'slip_released', { by: batch.requestedBy, released: nameOfCaller(caller) });
    return { slips, left: accounts.filter((account) => !takesSlip(account)).map(({ fullName }) => fullName), preparedBy: batch.requestedBy, releasedBy: nameOfCaller(caller), expiresAt };
  },
  audit: (_input, { batch }, { slips }) => ({ objectType: 'slip_batch', objectId: batch.id, details: { preparedBy: batch.requestedBy, personIds: slips.map(({ personId }) => personId) } }),
});
