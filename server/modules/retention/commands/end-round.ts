import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { endRound as storeRound, readRunning } from '../periods';

/** A round went through all rules: what it removed goes into the audit log as counts (X2). */
export const endRound = defineCommand({
  name: 'retention.end-round',
  input: z.strictObject({}),
  load: async (_input, { db }) => ({ removed: await readRunning(db) }),
  policy: systemOnly,
  async run(_input, { removed }, { db, now }) {
    await storeRound(db, now, removed);
    return { removed };
  },
  audit: (_input, { removed }) => (Object.keys(removed).length === 0 ? null : { objectType: 'retention', objectId: 'round', details: { removed } }),
});
