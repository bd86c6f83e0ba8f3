import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { touchSignIns } from '../repository';

/** Notes activity of many sign-ins at once; the transport calls it at most once a minute (I5). */
export const keepAlive = defineCommand({
  name: 'identity.keep-alive',
  input: z.strictObject({ signInIds: z.array(z.uuid()).min(1).max(5000) }),
  load: async () => null,
  policy: systemOnly,
  async run({ signInIds }, _loaded, { db, now, run }) {
    await touchSignIns(db, signInIds, now, run);
    return { touched: signInIds.length };
  },
  audit: () => null,
});
