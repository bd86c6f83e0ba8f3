import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { ownOnly } from '../policy';
import { setOwnEmail } from '../repository.people';

/** The own e-mail address, or none (I52). */
export const setEmail = defineCommand({
  name: 'identity.set-email',
  input: z.strictObject({ email: z.email().max(200).nullable() }),
  // The address goes with the account; an answer that is kept would outlive it.
  replayable: false,
  load: () => Promise.resolve({}),
  policy: ownOnly,
  async run({ email }, _loaded, { db, caller }) {
    if (caller.kind !== 'person') throw new DomainError('not_found', 'not_found');
    await setOwnEmail(db, caller.personId, email);
    return { personId: caller.personId };
  },
  audit: ({ email }, _loaded, { personId }) => ({ objectType: 'person', objectId: personId, details: { hasEmail: email !== null } }),
});
