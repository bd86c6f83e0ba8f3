import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { loadSlips } from '../load-request';
import { nameOfCaller } from '../notices';
import { administratorsOnly } from '../policy';
import { decideSlips } from '../repository.slips';

/** Any administrator, the one who prepared it included, takes a batch of slips off the list (I25). */
export const refuseSlips = defineCommand({
  name: 'identity.refuse-slips',
  input: z.strictObject({ batchId: z.uuid() }),
  load: ({ batchId }, context) => loadSlips(batchId, context),
  policy: administratorsOnly,
  async run(_input, { batch }, { db, now, caller }) {
    if (!(await decideSlips(db, batch.id, { state: 'refused', decidedById: personIdOf(caller), decidedBy: nameOfCaller(caller), decidedAt: now }))) {
      throw new DomainError('conflict', 'identity.request_decided');
    }
    return {};
  },
  audit: (_input, { batch }) => ({ objectType: 'slip_batch', objectId: batch.id }),
});
