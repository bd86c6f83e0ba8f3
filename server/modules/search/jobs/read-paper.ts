import { z } from 'zod';
import { DomainError } from '../../../kernel/errors';
import { defineJob, type JobContext } from '../../../kernel/jobs/job';
import { PAGE_TEXT_LIMITS } from '../../../kernel/ports/page-reader';
import { openStored } from '../../../kernel/stored-part';
import { recordPages } from '../commands/record-pages';
import { unreadPages, type UnreadPages } from '../queries/unread-pages';

/** Pages of one paper in a row, then it is the next one's turn. */
const PAGES_A_TURN = 500;
/** Pages that stop their reader by themselves: after so many the rest of the paper is left. */
const STOPPING_PAGES = 5;

/** Reads the pages of a version, to be found by their words (SR6). */
export const readPaper = defineJob({
  name: 'search.read-paper',
  payload: z.strictObject({ versionId: z.uuid() }),
  attempts: 12,
  backOff: { firstMs: 60_000, mostMs: 60 * 60_000 },
  limits: { timeMs: 60 * 60_000, memoryMb: 1_500 },
  parallel: 1,
  priority: 'whenever',
  async run({ versionId }, context) {
    const work = await context.query(unreadPages, { versionId });
    if (!work) return undefined;
    try {
      return (await readTurn(versionId, work, context)) ? undefined : { again: 0 };
    } catch (error) {
      // Replaced or withdrawn while it was read.
      if (error instanceof DomainError && error.code === 'not_found') return undefined;
      throw error;
    }
  },
});

/** @returns whether nothing is left of the paper. */
async function readTurn(versionId: string, { file, part, read, unread: before, pages }: UnreadPages, { ports, signal, limits, execute, progress }: JobContext): Promise<boolean> {
  return ports.scratch.withRoom(async (room) => {
    const name = await room.fill('paper', await openStored(ports.blobs, file, part), { signal });
    let [from, count, unread] = [read + 1, PAGE_TEXT_LIMITS.pages as number, before];
    const end = Math.min(pages, read + PAGES_A_TURN);
    while (from <= end) {
      const asked = Math.min(count, end - from + 1);
      const isGivenUp = unread >= STOPPING_PAGES;
      const said = isGivenUp ? ({ ok: false } as const) : await ports.pageReader.read(name, { from, count: asked }, { signal, memoryMb: limits.memoryMb });
      // One page that stops its reader must not keep its neighbours from being found.
      if (!said.ok && asked > 1 && !isGivenUp) {
        count = Math.ceil(asked / 10);
        continue;
      }
      const texts = said.ok ? said.texts.slice(0, asked) : [];
      const missing = asked - texts.length;
      if (!said.ok) unread += isGivenUp ? 0 : 1;
      await execute(recordPages, { versionId, from, texts: [...texts, ...Array<string>(missing).fill('')], stopped: !said.ok && !isGivenUp });
      from += asked;
      progress(from - 1, pages);
      count = PAGE_TEXT_LIMITS.pages;
    }
    return end === pages;
  });
}
