import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import type { PublicError } from '../../../kernel/errors';
import { loadJob, ownOrAdministrator } from '../load-job';

/** How far a job is, for the screen of whoever asked for it (J7). */
export const state = defineQuery({
  name: 'jobs.state',
  input: z.strictObject({ jobId: z.uuid() }),
  load: ({ jobId }, { db }) => loadJob(db, jobId),
  policy: ownOrAdministrator,
  present: ({ job: { kind, state: now, done, total, error, endedAt } }) => ({ kind, state: now, done, total, endedAt, error: error === null ? null : (JSON.parse(error) as PublicError) }),
});
