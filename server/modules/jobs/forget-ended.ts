import { z } from 'zod';
import { defineJob } from '../../kernel/jobs/job';
import { forget } from './commands/forget';

/** Every night (J11). */
export const forgetEnded = defineJob({
  name: 'jobs.forget-ended',
  payload: z.strictObject({}),
  attempts: 3,
  limits: { timeMs: 60_000 },
  parallel: 1,
  priority: 'whenever',
  schedule: { cron: '40 0 * * *' },
  async run(_payload, { execute }) {
    await execute(forget, {});
    return undefined;
  },
});
