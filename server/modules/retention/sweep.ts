import { z } from 'zod';
import { defineJob } from '../../kernel/jobs/job';
import { endRound } from './commands/end-round';
import { removeExpired } from './commands/remove-expired';
import { removeMarks } from './commands/remove-marks';
import { SWEPT } from './rules';

/** Every night all rules, one after the other, in batches (X2). */
export const sweep = defineJob({
  name: 'retention.sweep',
  payload: z.strictObject({}),
  attempts: 3,
  limits: { timeMs: 2 * 60 * 60_000 },
  parallel: 1,
  priority: 'whenever',
  schedule: { cron: '10 1 * * *' },
  async run(_payload, { execute, signal, log }) {
    for (const { id } of SWEPT) while ((await execute(removeExpired, { rule: id })).isMore) signal.throwIfAborted();
    let after: string | null = '';
    while (after !== null) {
      signal.throwIfAborted();
      after = (await execute(removeMarks, { after })).next;
    }
    const { removed } = await execute(endRound, {});
    if (Object.keys(removed).length > 0) log({ removed }, 'what was kept long enough was removed');
    return undefined;
  },
});
