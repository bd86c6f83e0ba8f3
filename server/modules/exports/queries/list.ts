import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { findJob } from '../../../kernel/jobs/repository';
import { signedIn } from '../../../kernel/policy';
import { listExports } from '../repository';
import { bodiesRunBy } from '../repository.people';

const SHOWN = 30;

/** What the caller asked for: how far it is, and where it can be fetched (E7). */
export const list = defineQuery({
  name: 'exports.list',
  input: z.strictObject({}),
  async load(_input, { db, caller }) {
    const personId = personIdOf(caller);
    const exports = personId === null ? [] : await listExports(db, personId, SHOWN);
    const jobs = new Map<string, Awaited<ReturnType<typeof findJob>>>();
    for (const { state, jobId } of exports) if (state === 'waiting' && jobId) jobs.set(jobId, await findJob(db, jobId));
    return { exports, jobs, bodies: personId === null ? [] : await bodiesRunBy(db, personId) };
  },
  policy: signedIn,
  present: ({ exports, jobs, bodies }) => ({
    bodies,
    exports: exports.map(({ id, kind, fileName, requestedAt, state, jobId, sha256, size, files, endedAt, expiresAt }) => {
      const job = jobId ? jobs.get(jobId) : null;
      const failed = state === 'waiting' && (job === null || job?.state === 'failed' || job?.state === 'cancelled');
      return { id, kind, fileName, requestedAt, state: failed ? ('failed' as const) : state, jobId, sha256, size, files, endedAt, expiresAt, done: job?.done ?? null, total: job?.total ?? null };
    }),
  }),
});
