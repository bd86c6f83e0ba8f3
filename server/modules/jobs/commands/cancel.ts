import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { cancelJob } from '../../../kernel/jobs/repository';
import { loadJob, ownOrAdministrator } from '../load-job';

/** Ends a job that waits, asks one at work to end (J7), and lets go of one that failed (J10). */
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
