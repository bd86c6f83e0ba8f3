import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { cancelJob } from '../../../kernel/jobs/repository';
import { loadJob, ownOrAdministrator } from '../load-job';

/** Ends a job that waits, and asks one at work to end (J7). */
export const cancel = defineCommand({
  name: 'jobs.cancel',
  input: z.strictObject({ jobId: z.uuid() }),
  load: ({ jobId }, { db }) => loadJob(db, jobId),
  policy: ownOrAdministrator,
  async run({ jobId }, _loaded, { db, now }) {
    if (!(await cancelJob(db, jobId, now))) throw new DomainError('conflict', 'jobs.ended');
    return {};
  },
  audit: ({ jobId }, { job }) => ({ objectType: 'job', objectId: jobId, details: { kind: job.kind } }),
});
