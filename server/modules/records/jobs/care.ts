import { DomainError, isRefusal } from '../../../kernel/errors';
import { defineJob, type JobContext } from '../../../kernel/jobs/job';
import { GrowingFile } from '../../../pades/pdf/growing-file';
import { nextRevision } from '../../signing';
import { contentOf } from '../act';
import { careKind } from '../care-kind';
import { recordCare } from '../commands/record-care';
import { careDue } from '../queries/care-due';
import { nextCare } from '../queries/next-care';

/** A file that cannot be helped now is looked at again then, ms. */
const LATER_MS = 86_400_000;

/**
 * Gives signed files what they need to be believed for decades, one step after the other, each a revision of its own: a time-stamp,
 * validation data, an archive time-stamp, and a new one before that ends (G33–G36).
 */
export const care = defineJob({
  ...careKind,
  attempts: 8,
  backOff: { firstMs: 30_000, mostMs: 60 * 60_000 },
  limits: { timeMs: 30 * 60_000 },
  parallel: 1,
  schedule: { cron: '17 * * * *', due: async ({ query }) => (await query(careDue, {})).officialIds.length > 0 },
  async run({ officialId }, context) {
    if (!context.ports.authorities.isSet) return undefined;
    if (officialId !== undefined) {
      await lookAfter(officialId, context);
      return undefined;
    }
    const { officialIds } = await context.query(careDue, {});
    for (const id of officialIds) await lookAfter(id, context);
    return officialIds.length > 0 ? { again: 0 } : undefined;
  },
});

/** Everything one file needs now. What time may mend is thrown, so that it is tried again. */
async function lookAfter(officialId: string, context: JobContext): Promise<void> {
  while (await oneStep(officialId, context)) context.signal.throwIfAborted();
}

/** @returns whether there may be more to do. */
async function oneStep(officialId: string, { query, execute, ports, now, signal, log }: JobContext): Promise<boolean> {
  const found = await query(nextCare, { officialId });
  if (!found) return false;
  const { base, isComplete } = found;
  const at = { officialId, base: { revision: base.revision, sha256: base.sha256 } };
  const { file } = await GrowingFile.read(contentOf(ports, base), base.size, 0);
  const next = await nextRevision(file, { isComplete }, { ports, now: now(), signal }).catch((error: unknown) => {
    if (!(error instanceof DomainError) || error.code !== 'rejected') throw error;
    return { reason: error.reason };
  });
  if (!('step' in next)) {
    const reason = 'reason' in next ? next.reason : null;
    const careAt = 'reason' in next ? new Date(now().getTime() + LATER_MS) : next.careAt;
    await execute(recordCare, { ...at, outcome: { careAt: careAt?.toISOString() ?? null, reason } });
    if (reason) log({ officialId, reason }, 'a signed file could not be made to last');
    return false;
  }
  const stored = await ports.blobs.put(file.parts());
  await execute(recordCare, { ...at, outcome: { step: next.step, file: { key: stored.key, sha256: stored.sha256, size: stored.size } } }).catch(async (error: unknown) => {
    // After a failure that is no refusal the file may be noted all the same; if not, it is swept.
    if (isRefusal(error)) await ports.blobs.delete(stored.key);
    throw error;
  });
  log({ officialId, step: next.step, size: stored.size }, 'a signed file was made to last');
  return true;
}
