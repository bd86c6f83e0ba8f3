import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { administratorsOnly } from '../policy';
import { assertLinkable, isInUse, LINK_MS, tellOfLink } from '../access-links';
import { nameOfCaller } from '../notices';
import { createLinkRequest, findAccount, waitingRequests } from '../repository';

/** Asks for a link to an account in use; it is made when a second administrator releases it within 24 hours (I11). */
export const requestLink = defineCommand({
  name: 'identity.request-link',
  input: z.strictObject({ personId: z.uuid() }),
  load: async ({ personId }, { db }) => findAccount(db, personId),
  policy: administratorsOnly,
  async run(_input, account, context) {
    const { db, id, now, caller } = context;
    assertLinkable(account);
    if (!isInUse(account)) throw new DomainError('conflict', 'identity.link_needs_no_release');
    if ((await waitingRequests(db, now, account.id)).length > 0) throw new DomainError('conflict', 'identity.link_requested_already');
    const requestId = id();
    const requestedBy = nameOfCaller(caller);
    await createLinkRequest(db, { id: requestId, personId: account.id, requestedById: personIdOf(caller), requestedBy, requestedAt: now, expiresAt: new Date(now.getTime() + LINK_MS) });
    await tellOfLink(context, account, 'requested', requestedBy);
    return { requestId };
  },
  audit: (_input, account, { requestId }) => ({ objectType: 'access_link', objectId: account?.id ?? '', details: { requestId } }),
});
