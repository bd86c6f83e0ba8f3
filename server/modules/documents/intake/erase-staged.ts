import { z } from 'zod';
import { inBatches } from '../../../kernel/in-batches';
import { defineJob } from '../../../kernel/jobs/job';
import { noteErasedCommand } from '../commands/note-erased';
import { toErase } from '../queries/to-erase';

/** A file lies there for a moment until its row is written. */
const ROWLESS_MS = 60 * 60_000;
const AT_ONCE = 500;

/**
 * Erases staged files that need not stay: papers by now, refused ones, those nobody asked for in time, and what a crash left
 * without a row (D22). Deletes first and notes it then: cut off in between, the next time does it again.
 */
export const eraseStaged = defineJob({
  name: 'documents.erase-staged',
  payload: z.strictObject({}),
  attempts: 3,
  limits: { timeMs: 30 * 60_000 },
  parallel: 1,
  priority: 'soon',
  schedule: { cron: '*/10 * * * *' },
  async run(_payload, { query, execute, ports: { staging }, signal, log }) {
    let orphans = 0;
    for await (const keys of inBatches(staging.keys(ROWLESS_MS), AT_ONCE)) {
      signal.throwIfAborted();
      const { unnamed } = await query(toErase, { keys });
      for (const key of unnamed) await staging.delete(key);
      orphans += unnamed.length;
    }
    let erased = 0;
    for (;;) {
      signal.throwIfAborted();
      const { due } = await query(toErase, { keys: [] });
      if (due.length === 0) break;
      for (const key of due.flatMap(({ keys: own }) => own)) await staging.delete(key);
      await execute(noteErasedCommand, { intakeIds: due.map(({ id }) => id) });
      erased += due.length;
    }
    if (erased + orphans > 0) log({ erased, orphans }, 'staged files were erased');
    return undefined;
  },
});
