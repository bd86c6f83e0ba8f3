import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { ownOnly } from '../policy';
import { forgetDevices } from '../repository';

/** A browser is known no more: signing in there is limited as on any other (I12). */
export const forgetDevice = defineCommand({
  name: 'identity.forget-device',
  input: z.strictObject({ deviceId: z.uuid() }),
  load: async () => null,
  policy: ownOnly,
  async run({ deviceId }, _loaded, { db, caller }) {
    if ((await forgetDevices(db, { personId: personIdOf(caller) ?? '', id: deviceId })) === 0) throw new DomainError('not_found', 'not_found');
    return {};
  },
  audit: ({ deviceId }) => ({ objectType: 'device', objectId: deviceId }),
});
