import { z } from 'zod';
import { DomainError } from '../../../kernel/errors';
import { defineJob, type JobContext } from '../../../kernel/jobs/job';
import { linesOfWords } from '../../../kernel/ports/page-recognizer';
import { openStored } from '../../../kernel/stored-part';
import { SCAN_LETTERS } from '../../documents';
import { recordTexts } from '../commands/record-texts';
import { unread, type UnreadEntry } from '../queries/unread';

/** Pages in one batch; then it is the next one's turn. */
const AT_ONCE = 20;

/** Reads what the pages of a document say; those that are pictures are read by machine where one is (LB7). */
export const readEntry = defineJob({
  name: 'library.read-entry',
  payload: z.strictObject({ entryId: z.uuid() }),
  attempts: 12,
  backOff: { firstMs: 60_000, mostMs: 60 * 60_000 },
  limits: { timeMs: 60 * 60_000, memoryMb: 1_500 },
  parallel: 1,
  priority: 'whenever',
  async run({ entryId }, context) {
    const work = await context.query(unread, { entryId });
    if (!work) return undefined;
    try {
      await context.execute(recordTexts, { entryId, from: work.read + 1, texts: await textsOf(work, context) });
    } catch (error) {
      // Taken out while it was read.
      if (error instanceof DomainError && error.code === 'not_found') return undefined;
      throw error;
    }
    context.progress(Math.min(work.pages, work.read + AT_ONCE), work.pages);
    return { again: 0 };
  },
});

async function textsOf({ file, part, read, pages, sizes }: UnreadEntry, { ports, signal, limits }: JobContext): Promise<{ text: string; byMachine: boolean }[]> {
  const count = Math.min(AT_ONCE, pages - read);
  const options = { signal, memoryMb: limits.memoryMb ?? 1_500 };
  return ports.scratch.withRoom(async (room) => {
    const name = await room.fill('paper', await openStored(ports.blobs, file, part), { signal });
    const said = await ports.pageReader.read(name, { from: read + 1, count }, options);
    const isHere = await ports.recognizer.isHere();
    const texts: { text: string; byMachine: boolean }[] = [];
    for (let at = 0; at < count; at += 1) {
      const text = said.ok ? (said.texts[at] ?? '') : '';
      const isPicture = isHere && (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < SCAN_LETTERS;
      const seen = isPicture ? await ports.recognizer.read(name, { number: read + 1 + at, size: sizes[read + at] ?? [595, 842] }, options) : null;
      texts.push(seen?.ok && seen.words.length > 0 ? { text: linesOfWords(seen.words), byMachine: true } : { text, byMachine: false });
    }
    return texts;
  });
}
