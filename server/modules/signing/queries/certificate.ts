import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { signedIn } from '../../../kernel/policy';
import { viewKey } from '../pins';

/** The caller's own certificate, for the panel before signing; null where there is none. */
export const certificate = defineQuery({
  name: 'signing.certificate',
  input: z.strictObject({}),
  load: async (_input, { caller }) => ({ personId: personIdOf(caller) }),
  policy: signedIn,
  present: ({ personId }, _input, { db, ports, now }) => (personId ? viewKey(ports.signers, db, { keyId: personId, personId, now }) : null),
});
