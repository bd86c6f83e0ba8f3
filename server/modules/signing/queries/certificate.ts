import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { signedIn } from '../../../kernel/policy';

/** The caller's own certificate, for the panel before signing; null where there is none. */
export const certificate = defineQuery({
  name: 'signing.certificate',
  input: z.strictObject({}),
  load: async (_input, { caller, ports }) => {
    const personId = personIdOf(caller);
    return { certificate: personId ? await ports.signers.describe(personId) : null };
  },
  policy: signedIn,
  present: ({ certificate: known }, _input, { now }) => known && { ...known, expired: known.notAfter < now },
});
