import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { GLOBAL_STREAM } from '../../../kernel/events';
import { allow, deny } from '../../../kernel/policy';
import { hasRole } from '../../../shared/rules/roles';
import { cleanLine } from '../../../shared/language/vietnamese-text';
import { PIN_RESET } from '../events';
import { peopleNames } from '../../identity';
import { addPinReset } from '../repository';

/** An administrator forgives a person's wrong PINs at one key, with a reason; never their own (G17). */
export const resetPin = defineCommand({
  name: 'signing.reset-pin',
  input: z.strictObject({
    keyId: z.uuid(),
    personId: z.uuid(),
    reason: z.string().max(1_000).transform(cleanLine).pipe(z.string().min(3).max(500)),
  }),
  load: async ({ personId }, { db }) => ({ fullName: (await peopleNames(db, [personId])).get(personId) ?? null }),
  policy: (caller, _loaded, { personId }) => {
    if (caller.kind === 'system') return allow;
    if (!hasRole(caller, 'admin')) return deny('role.admin_only');
    return personIdOf(caller) === personId ? deny('signing.not_own_pin') : allow;
  },
  async run({ keyId, personId, reason }, { fullName }, { db, caller, now, id, emit }) {
    if (fullName === null) throw new DomainError('not_found', 'not_found');
    await addPinReset(db, { id: id(), keyId, personId, resetById: personIdOf(caller), reason, at: now });
    emit({ type: PIN_RESET, stream: GLOBAL_STREAM, payload: { keyId, personId, reason } });
    return { fullName };
  },
  audit: ({ keyId, personId, reason }) => ({ objectType: 'signing_key', objectId: keyId, details: { personId, reason } }),
});
