import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { loadRequest } from '../load-request';
import { nameOfCaller } from '../notices';
import { administratorsOnly } from '../policy';
import { decideLinkRequest } from '../repository';

/** Any administrator, the one who asked included, takes a request for a link off the list (I11). */
export const refuseLink = defineCommand({
  name: 'identity.refuse-link',
  input: z.strictObject({ requestId: z.uuid() }),
  load: async ({ requestId }, { db }) => loadRequest(db, requestId),
  policy: administratorsOnly,
  async run(_input, { request }, { db, now, caller }) {
    if (!(await decideLinkRequest(db, request.id, { state: 'refused', decidedById: personIdOf(caller), decidedBy: nameOfCaller(caller), decidedAt: now }))) {
      throw new DomainError('conflict', 'identity.request_decided');
    }
    return {};
  },
  audit: (_input, { request }) => ({ objectType: 'access_link', objectId: request.personId, details: { requestId: request.id } }),
});
