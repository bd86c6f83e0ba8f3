import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import type { PublicError } from '../../../kernel/errors';
import { countJobs, listEnded, listRunning, type Job } from '../../../kernel/jobs/repository';
import { administratorsOnly } from '../../identity';

const FAILED_SHOWN = 50;
const RUNNING_SHOWN = 50;

const shown = ({ id, kind, attempts, queuedAt, endedAt, done, total, error }: Job) => ({
  id,
  kind,
  attempts,
  queuedAt,
  endedAt,
  done,
  total,
  error: error === null ? null : (JSON.parse(error) as PublicError),
});

/** What failed and why, what is at work, and how much waits (J10). */
export const overview = defineQuery({
  name: 'jobs.overview',
  input: z.strictObject({}),
  load: async (_input, { db }) => ({ counts: await countJobs(db), failed: await listEnded(db, 'failed', FAILED_SHOWN), running: await listRunning(db, RUNNING_SHOWN) }),
  policy: administratorsOnly,
  present: ({ counts, failed, running }) => ({ counts, failed: failed.map(shown), running: running.map(shown) }),
});
