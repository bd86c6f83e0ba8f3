import { z } from 'zod';
import { defineJob } from '../../../kernel/jobs/job';
import { VIETNAM_OFFSET_MINUTES } from '../../../shared/rules/date-forms';
import { recordDamage } from '../commands/record-damage';
import { recordProgress } from '../commands/record-progress';
import { nextFiles } from '../queries/next-files';
import { state } from '../queries/state';
import type { StorageState } from '../state';

const HOUR_MS = 60 * 60_000;

/** Read from the medium at most, bytes a second: 200 GB in a night. */
const BYTES_PER_SECOND = 16 * 1024 * 1024;
/** Progress is written down at least this often, ms: what a kill in the middle reads again. */
const SAVE_EVERY_MS = 30_000;

/**
 * Whether a round should begin or go on: one is under way, none was ever whole, it is night (1 to 5 o'clock) and the last
 * is not of this night, or the machine was off in the nights.
 */
export function isRoundDue({ running, complete }: Pick<StorageState, 'running' | 'complete'>, now: Date): boolean {
  if (running || !complete) return true;
  const age = now.getTime() - complete.startedAt.getTime();
  const hour = new Date(now.getTime() + VIETNAM_OFFSET_MINUTES * 60_000).getUTCHours();
  return (hour >= 1 && hour < 5 && age > 20 * HOUR_MS) || age > 48 * HOUR_MS;
}

/** Reads all stored files once, or what an interrupted round left of them (W1–W3). */
export const readFiles = defineJob({
  name: 'storage.read-files',
  payload: z.strictObject({}),
  attempts: 5,
  backOff: { firstMs: 60_000, mostMs: HOUR_MS },
  limits: { timeMs: 20 * HOUR_MS },
  parallel: 1,
  priority: 'whenever',
  schedule: { cron: '*/10 * * * *', due: async ({ query, now }) => isRoundDue(await query(state, {}), now()) },
  async run(_payload, { query, execute, now, ports: { blobs, clock }, signal, progress, log, fault }) {
    const { running, complete } = await query(state, {});
    const startedAt = running?.startedAt ?? now();
    let { after, files, bytes } = running ?? { after: null as string | null, files: 0, bytes: 0 };
    let sound: string[] = [];
    let savedAt = clock.monotonic();
    const save = async (place: string | null): Promise<void> => {
      const { mended } = await execute(recordProgress, { startedAt, after: place, files, bytes, sound });
      if (mended.length > 0) log({ mended }, 'stored files are sound again');
      sound = [];
      savedAt = clock.monotonic();
    };
    for (;;) {
      const next = await query(nextFiles, { after, limit: 50 });
      const listed = new Set((await query(state, {})).findings.map(({ blobKey }) => blobKey));
      for (const { blobKey, sha256, size, name } of next) {
        const condition = await blobs.check({ key: blobKey, sha256, size }, { bytesPerSecond: BYTES_PER_SECOND, signal });
        signal.throwIfAborted();
        if (condition === 'sound') {
          if (listed.has(blobKey)) sound.push(blobKey);
        } else {
          const { isNew } = await execute(recordDamage, { blobKey, problem: condition, foundBy: 'round' });
          if (isNew) fault(`stored file ${blobKey} (${name}) is ${condition}: not what was stored`);
        }
        files += 1;
        bytes += size;
        after = blobKey;
        progress(files, Math.max(files, complete?.files ?? 0));
        if (clock.monotonic() - savedAt > SAVE_EVERY_MS) await save(after);
      }
      if (next.length === 0) break;
      await save(after);
    }
    await save(null);
    const { findings } = await query(state, {});
    log({ files, bytes, damaged: findings.length }, 'stored files were read and compared');
    return undefined;
  },
});
