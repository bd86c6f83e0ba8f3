import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { systemOnly } from '../../../kernel/policy';
import { findAccount } from '../repository';
import { openSignIn } from '../sign-ins';

/** In a rehearsal nobody has a password: whoever is signed in to the installation it is one of is let in as themselves (rehearsals RH1). */
export const enterRehearsal = defineCommand({
  name: 'identity.enter-rehearsal',
  input: z.strictObject({ personId: z.uuid(), userAgent: z.string().max(400) }),
  load: async ({ personId }, { db }) => {
    const account = await findAccount(db, personId);
    if (!account) throw new DomainError('not_found', 'not_found');
    return account;
  },
  policy: systemOnly,
  run: async ({ personId, userAgent }, _account, context) => openSignIn(context, personId, userAgent),
  audit: ({ personId }) => ({ objectType: 'person', objectId: personId }),
  replayable: false,
});
