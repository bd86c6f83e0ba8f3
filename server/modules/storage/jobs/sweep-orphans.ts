import { z } from 'zod';
import { inBatches } from '../../../kernel/in-batches';
import { defineJob } from '../../../kernel/jobs/job';
import { noteOrphans } from '../commands/note-orphans';
import { unnamedFiles } from '../queries/unnamed-files';

const DAY_MS = 86_400_000;
/** Younger files may belong to a transaction that is not over. */
const OLDER_MS = DAY_MS;
/** How long what no row names is kept apart. */
export const ASIDE_MS = 30 * DAY_MS;
const AT_ONCE = 500;

/**
 * Sets aside the stored files that no row names (W6): what was stored for a transaction that did not happen. They are kept
 * for a while, because rows from an older backup beside newer files look the same.
 */
export const sweepOrphans = defineJob({
  name: 'storage.sweep-orphans',
  payload: z.strictObject({}),
  attempts: 3,
  limits: { timeMs: 4 * 60 * 60_000 },
  parallel: 1,
  priority: 'whenever',
  schedule: { cron: '30 5 * * *' },
  async run(_payload, { query, execute, ports: { blobs }, signal, log }) {
    for await (const batch of inBatches(blobs.keys(OLDER_MS), AT_ONCE)) {
      signal.throwIfAborted();
      const keys = await query(unnamedFiles, { keys: batch });
      if (keys.length === 0) continue;
      await execute(noteOrphans, { keys });
      for (const key of keys) await blobs.setAside(key);
      log({ keys }, 'stored files that nothing names were set aside');
    }
    const cleared = await blobs.clearAside(ASIDE_MS);
    if (cleared > 0) log({ cleared }, 'files set aside long ago were deleted');
    return undefined;
  },
});
