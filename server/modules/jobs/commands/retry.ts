import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { retryJob } from '../../../kernel/jobs/repository';
import { administratorsOnly } from '../../identity';
import { loadJob } from '../load-job';

/** Puts a job that failed in line again (J10). */
export const retry = defineCommand({
  name: 'jobs.retry',
  input: z.strictObject({ jobId: z.uuid() }),
  load: ({ jobId }, { db }) => loadJob(db, jobId),
  policy: administratorsOnly,
  async run(_input, { job }, { db, now }) {
    if (!(await retryJob(db, job, now))) throw new DomainError('conflict', 'jobs.not_failed');
    return {};
  },
  audit: ({ jobId }, { job }) => ({ objectType: 'job', objectId: jobId, details: { kind: job.kind, attempts: job.attempts } }),
});
