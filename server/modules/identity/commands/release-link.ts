import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertLinkable, byBoth, makeLink, whyNotRelease } from '../access-links';
import { loadRequest } from '../load-request';
import { nameOfCaller } from '../notices';
import { mayDecide } from '../policy';
import { decideLinkRequest } from '../repository';

/** The second person makes the link that another administrator asked for, and hands it to the owner of the account (I11). */
export const releaseLink = defineCommand({
  name: 'identity.release-link',
  input: z.strictObject({ requestId: z.uuid() }),
  replayable: false,
  load: async ({ requestId }, context) => {
    const loaded = await loadRequest(context.db, requestId);
    return { ...loaded, refusal: await whyNotRelease(context.db, loaded.request, context.caller, context.now) };
  },
  policy: mayDecide,
  async run(_input, { request, account }, context) {
    const { db, now, caller } = context;
    assertLinkable(account);
    if (request.expiresAt <= now) throw new DomainError('gone', 'identity.request_over');
    if (!(await decideLinkRequest(db, request.id, { state: 'released', decidedById: personIdOf(caller), decidedBy: nameOfCaller(caller), decidedAt: now }))) {
      throw new DomainError('conflict', 'identity.request_decided');
    }
    return { ...(await makeLink(context, account, byBoth(request, caller))), fullName: account.fullName };
  },
  audit: (_input, { request }) => ({ objectType: 'access_link', objectId: request.personId, details: { requestId: request.id, requestedBy: request.requestedBy } }),
});
