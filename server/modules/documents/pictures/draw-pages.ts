import { z } from 'zod';
import { isRefusal } from '../../../kernel/errors';
import { defineJob, type JobContext } from '../../../kernel/jobs/job';
import { PICTURE_LIMITS } from '../../../kernel/ports/page-painter';
import { openStored } from '../../../kernel/stored-part';
import { recordPicture } from '../commands/record-picture';
import { nextPictures } from '../queries/next-pictures';
import type { PictureWork } from './repository';

/** Pages of one paper in a row, then it is the next paper's turn; its file is laid out once for them. */
const PAGES_A_TURN = 8;

/** Draws the pages of a version that are shown from pictures, beside the sitting (D26, D27). */
export const drawPages = defineJob({
  name: 'documents.draw-pages',
  payload: z.strictObject({ versionId: z.uuid() }),
  // Faults here are not the file's: those settle the page.
  attempts: 12,
  backOff: { firstMs: 60_000, mostMs: 60 * 60_000 },
  limits: { timeMs: 3 * 60 * 60_000, memoryMb: 1_500 },
  parallel: 1,
  priority: 'soon',
  async run({ versionId }, context) {
    const work = await context.query(nextPictures, { versionId, pages: PAGES_A_TURN });
    if (!work) return undefined;
    await drawTurn(work, context);
    return { again: 0 };
  },
});

async function drawTurn(work: PictureWork, context: JobContext): Promise<void> {
  const { ports, signal } = context;
  const { versionId, documentId, file: { blobKey: key, sha256, size }, part, pages } = work;
  const spent = { ...work.spent };
  let { done } = work;
  const record = async (page: number, outcome: Parameters<typeof recordPicture.run>[0]['outcome'], tookMs: number): Promise<void> => {
    await context.execute(recordPicture, { versionId, page, outcome, tookMs });
    context.progress((done += 1), work.total);
    context.log({ documentId, page, tookMs, ...('failure' in outcome ? { failure: outcome.failure } : { size: outcome.file.size }) }, 'failure' in outcome ? 'page has no picture' : 'page was drawn');
  };
  const isOver = (): boolean => spent.ms >= PICTURE_LIMITS.totalMs || spent.bytes >= PICTURE_LIMITS.totalBytes;

  await ports.scratch.withRoom(async (room) => {
    const blob = { key, sha256, size };
    const file = isOver() ? '' : await room.fill('paper', await openStored(ports.blobs, blob, part), { signal });
    for (const page of pages) {
      if (isOver()) {
        await record(page, { failure: 'budget' }, 0);
        continue;
      }
      const target = room.place(`page-${page}`);
      const painted = await ports.painter.paint(file, page, target, { signal, memoryMb: context.limits.memoryMb });
      spent.ms += painted.tookMs;
      if (!painted.ok) {
        await record(page, { failure: painted.failure }, painted.tookMs);
        continue;
      }
      const { width, height, tookMs } = painted;
      const stored = await ports.blobs.put(target, { maxBytes: PICTURE_LIMITS.bytes, fromOutside: true });
      spent.bytes += stored.size;
      await record(page, { file: { blobKey: stored.key, sha256: stored.sha256, size: stored.size, width, height } }, tookMs).catch(async (error: unknown) => {
        // After a failure that is no refusal the picture may be noted all the same; if not, it is swept.
        if (isRefusal(error)) await ports.blobs.delete(stored.key);
        throw error;
      });
    }
  });
}
