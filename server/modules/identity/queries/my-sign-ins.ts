import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { hasRole } from '../../../shared/rules/roles';
import { ownOnly } from '../policy';
import { findUnlockCode, listDevices, listSignIns } from '../repository';
import { isKept, isOpen } from '../sign-ins';

/** Where the caller is signed in, and the browsers known for it (I14). */
export const mySignIns = defineQuery({
  name: 'identity.my-sign-ins',
  input: z.strictObject({}),
  load: async (_input, { db, caller }) => ({ rows: await listSignIns(db, personIdOf(caller) ?? ''), devices: await listDevices(db, personIdOf(caller) ?? ''), opensByCode: (await findUnlockCode(db, personIdOf(caller) ?? '')) !== null }),
  policy: ownOnly,
  present({ rows, devices, opensByCode }, _input, { caller, now, ports }) {
    const open = rows.filter((row) => isOpen(row, hasRole(caller, 'admin'), now, ports.clock.monotonic()) || (opensByCode && isKept(row, now, ports.clock.monotonic())));
    const current = caller.kind === 'person' ? caller.signInId : '';
    return {
      // Locked ones too: whoever knows the code may open them.
      signIns: open.map(({ id, createdAt, lastSeenAt, userAgent, ip }) => ({ id, createdAt, lastSeenAt, userAgent, ip, isCurrent: id === current })),
      devices,
    };
  },
});
