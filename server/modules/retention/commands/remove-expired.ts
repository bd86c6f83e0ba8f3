import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { PERISHABLE } from '../perishables';
import { addToRunning, keepOf, readPeriods } from '../periods';
import { endOf, RULE_IDS } from '../rules';

const AT_ONCE = 500;

/** Removes rows whose time is over, some at once so that the sitting does not wait (X2); the round's entry has the counts. */
export const removeExpired = defineCommand({
  name: 'retention.remove-expired',
  input: z.strictObject({ rule: z.enum(RULE_IDS) }),
  load: async (_input, { db }) => readPeriods(db),
  policy: systemOnly,
  async run({ rule }, periods, { db, now }) {
    const [rows, keep] = [PERISHABLE[rule], keepOf(rule, periods)];
    const removed = rows && keep ? await rows.drop(db, endOf(keep, now), AT_ONCE) : 0;
    await addToRunning(db, rule, removed);
    return { removed, isMore: removed === AT_ONCE };
  },
  audit: () => null,
});
