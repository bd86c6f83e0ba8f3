import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { touchSessions } from '../repository';

/** Notes activity of many sessions at once; the transport calls it at most once a minute (I5). */
export const keepAlive = defineCommand({
  name: 'identity.keep-alive',
  input: z.strictObject({ sessionIds: z.array(z.uuid()).min(1).max(5000) }),
  load: async () => null,
  policy: systemOnly,
  async run({ sessionIds }, _loaded, { db, now, run }) {
    await touchSessions(db, sessionIds, now, run);
    return { touched: sessionIds.length };
  },
  audit: () => null,
});
