import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { ownOnly } from '../policy';
import { emailOf } from '../repository.people';

/** The own e-mail address (I52). */
export const ownEmail = defineQuery({
  name: 'identity.own-email',
  input: z.strictObject({}),
  load: async (_input, { db, caller }) => ({ email: await emailOf(db, personIdOf(caller) ?? '') }),
  policy: ownOnly,
  present: ({ email }) => ({ email }),
});
