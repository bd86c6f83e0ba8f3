import { z } from 'zod';
import { defineJob } from '../../kernel/jobs/job';
import { forget } from './commands/forget';
import { ended } from './queries/ended';

/** Each hour, and as soon as papers have changed: packs are working copies. Deletes first and notes it then (PK7, PK12). */
export const forgetEnded = defineJob({
  name: 'packs.forget-ended',
  payload: z.strictObject({}),
  attempts: 3,
  limits: { timeMs: 30 * 60_000 },
  parallel: 1,
  priority: 'whenever',
  schedule: { cron: '35 * * * *' },
  async run(_payload, { query, execute, ports: { staging }, signal }) {
    for (let due = await query(ended, {}); due.length > 0; due = await query(ended, {})) {
      signal.throwIfAborted();
      for (const { blobKey } of due) if (blobKey) await staging.delete(blobKey);
      await execute(forget, { packIds: due.map(({ id }) => id) });
    }
    return undefined;
  },
});
