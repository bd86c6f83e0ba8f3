import { z } from 'zod';
import { defineJob } from '../../../kernel/jobs/job';
import { forgetReceipts } from '../commands/forget-receipts';

/** Every night (W5). */
export const forgetOldReceipts = defineJob({
  name: 'storage.forget-old-receipts',
  payload: z.strictObject({}),
  attempts: 3,
  limits: { timeMs: 60 * 60_000 },
  parallel: 1,
  priority: 'whenever',
  schedule: { cron: '20 0 * * *' },
  async run(_payload, { execute, signal }) {
    while ((await execute(forgetReceipts, {})).isMore) signal.throwIfAborted();
    return undefined;
  },
});
