import { z } from 'zod';
import { defineJob } from '../../../kernel/jobs/job';
import { lineUp } from '../commands/line-up';
import { due } from '../queries/due';

/** Every minute, where something waits: letters that had no server, or whose next try has come (ML6). */
export const sendQueued = defineJob({
  name: 'mail.send-queued',
  payload: z.strictObject({}),
  attempts: 3,
  limits: { timeMs: 60_000 },
  parallel: 1,
  priority: 'soon',
  schedule: { cron: '* * * * *', due: async ({ query }) => (await query(due, {})).count > 0 },
  async run(_payload, { execute }) {
    await execute(lineUp, {});
    return undefined;
  },
});
