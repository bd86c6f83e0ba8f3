import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { deviceSecret, storeDeviceSecret } from '../repository';

/** Makes, once per installation, the secret the keys of people's tablets come from (I40). */
export const keepDeviceSecret = defineCommand({
  name: 'identity.keep-device-secret',
  input: z.strictObject({}),
  load: async (_input, { db }) => deviceSecret(db),
  policy: systemOnly,
  async run(_input, known, { db, token }) {
    if (known === null) await storeDeviceSecret(db, token(32));
    return {};
  },
  audit: () => null,
});
