import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { personIdOf } from '../../../kernel/actor';
import { allow, hide } from '../../../kernel/policy';
import { deviceSecret } from '../repository';

/** The key what this person leaves on a tablet is sealed with; given to nobody else, and never kept on the tablet (I40). */
export const deviceKey = defineQuery({
  name: 'identity.device-key',
  input: z.strictObject({}),
  load: async (_input, { db }) => deviceSecret(db),
  policy: (caller) => (caller.kind === 'person' ? allow : hide),
  present(secret, _input, { caller }) {
    const personId = personIdOf(caller);
    if (secret === null || personId === null) throw new DomainError('unavailable', 'unavailable');
    return { key: createHmac('sha256', secret).update(`device ${personId}`).digest('base64url') };
  },
});
