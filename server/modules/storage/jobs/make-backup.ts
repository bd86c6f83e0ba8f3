import { z } from 'zod';
import { isBackupDue } from '../../../kernel/backup-plan';
import { DomainError } from '../../../kernel/errors';
import { defineJob } from '../../../kernel/jobs/job';
import { noteBackup } from '../commands/note-backup';
import { backups } from '../queries/backups';

const HOUR_MS = 60 * 60_000;

/** Every day at the hour of the plan; missed while the installation was off, it is made up for once (W7). */
export const makeBackup = defineJob({
  name: 'storage.make-backup',
  payload: z.strictObject({}),
  attempts: 4,
  backOff: { firstMs: 5 * 60_000, mostMs: HOUR_MS },
  limits: { timeMs: 12 * HOUR_MS },
  parallel: 1,
  priority: 'whenever',
  schedule: {
    cron: '*/5 * * * *',
    async due({ query, now }) {
      const { plan, last, tried } = await query(backups, {});
      return plan !== null && isBackupDue(plan.at, { last: last?.madeAt ?? null, tried: tried?.at ?? null }, now());
    },
  },
  async run(_payload, { execute, ports, signal, log }) {
    try {
      const { id, files, bytes, missing } = await ports.backups.make({ signal, log });
      await execute(noteBackup, { backup: id, files, bytes, missing, problem: null });
    } catch (error) {
      // Ended with the installation, it is begun again by the next.
      if (!signal.aborted) await execute(noteBackup, { backup: null, files: 0, bytes: 0, missing: 0, problem: error instanceof DomainError ? error.reason : 'internal' });
      throw error;
    }
    return undefined;
  },
});
