import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { forgetJobs } from '../../../kernel/jobs/repository';
import { systemOnly } from '../../../kernel/policy';

const DAY_MS = 86_400_000;

/** How long a job that ended is remembered, days (J11). */
export const DONE_DAYS = 7;
export const OTHERWISE_DAYS = 90;

export const forget = defineCommand({
  name: 'jobs.forget',
  input: z.strictObject({}),
  load: async () => null,
  policy: systemOnly,
  run: async (_input, _loaded, { db, now }) => ({ forgotten: await forgetJobs(db, { done: new Date(now.getTime() - DONE_DAYS * DAY_MS), otherwise: new Date(now.getTime() - OTHERWISE_DAYS * DAY_MS) }) }),
  audit: () => null,
});
