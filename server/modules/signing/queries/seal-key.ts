import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { allowIf } from '../../../kernel/policy';
import { viewKey } from '../pins';
import { loadSigning } from '../policy';
import { sealOwner } from '../repository';

/** The seal of the agency as its clerk sees it before sealing, with the clerk's own tries; null where there is none. */
export const sealKey = defineQuery({
  name: 'signing.seal-key',
  input: z.strictObject({ minutesId: z.uuid() }),
  load: ({ minutesId }, { db, caller }) => loadSigning(db, minutesId, caller),
  policy: (_caller, { access }) => allowIf(access.isClerk, 'signing.clerk_only'),
  async present({ access }, _input, { db, caller, ports, now }) {
    const personId = personIdOf(caller);
    const { unitId } = await sealOwner(db, access.meeting.bodyId);
    return personId ? viewKey(ports.signers, db, { keyId: unitId, personId, now }) : null;
  },
});
