import { z } from 'zod';
import { defineJob } from '../../../kernel/jobs/job';
import { verifyAgain } from '../commands/verify-again';

/** Each night, before anybody comes (AU4). */
export const verifyNightly = defineJob({
  name: 'authenticity.verify-nightly',
  payload: z.strictObject({}),
  attempts: 3,
  limits: { timeMs: 60_000 },
  parallel: 1,
  priority: 'whenever',
  schedule: { cron: '35 2 * * *' },
  async run(_payload, { execute }) {
    await execute(verifyAgain, {});
    return undefined;
  },
});
