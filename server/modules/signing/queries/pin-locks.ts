import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allowIf } from '../../../kernel/policy';
import { hasRole } from '../../../shared/rules/roles';
import { listPinLocks } from '../pin-locks';

/** Who has entered wrong PINs at which key, for the administrator who may forgive them (G17). */
export const pinLocks = defineQuery({
  name: 'signing.pin-locks',
  input: z.strictObject({}),
  load: async () => null,
  policy: (caller) => allowIf(caller.kind === 'system' || hasRole(caller, 'admin'), 'role.admin_only'),
  present: async (_loaded, _input, { db, ports }) => ({ locks: await listPinLocks(ports.signers, db) }),
});
