import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { allowIf } from '../../../kernel/policy';
import { bodyOf } from '../../organization';
import { viewKey } from '../../signing';
import { loadSigning } from '../policy';

/** The seal of the agency as its clerk sees it before sealing, with the clerk's own tries; null where there is none (G18). */
export const sealKey = defineQuery({
  name: 'records.seal-key',
  input: z.strictObject({ officialId: z.uuid() }),
  load: ({ officialId }, { db, caller }) => loadSigning(db, officialId, caller),
  policy: (_caller, { access }) => allowIf(access.isClerk, 'signing.clerk_only'),
  async present({ access }, _input, { db, caller, ports, now }) {
    const personId = personIdOf(caller);
    const { unitId } = await bodyOf(db, access.meeting.bodyId);
    return personId ? viewKey(ports.signers, db, { keyId: unitId, personId, now }) : null;
  },
});
