import { z } from 'zod';
import { defineJob } from '../../../kernel/jobs/job';
import { catchUpSome } from '../commands/catch-up-some';
import { isWhole } from '../queries/is-whole';

/**
 * Goes through all sessions once: those an installation had before it could search, and all of them where it has moved to another
 * engine, which takes what is searched with it no more than any index (SR7).
 */
export const catchUp = defineJob({
  name: 'search.catch-up',
  payload: z.strictObject({}),
  attempts: 12,
  limits: { timeMs: 60 * 60_000 },
  parallel: 1,
  priority: 'whenever',
  schedule: { cron: '*/5 * * * *', due: async ({ query }) => !(await query(isWhole, {})).whole },
  async run(_payload, { execute, signal }) {
    signal.throwIfAborted();
    const { whole } = await execute(catchUpSome, {});
    return whole ? undefined : { again: 0 };
  },
});
