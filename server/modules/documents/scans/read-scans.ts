import { z } from 'zod';
import { DomainError } from '../../../kernel/errors';
import { defineJob, type JobContext } from '../../../kernel/jobs/job';
import { PAGE_TEXT_LIMITS } from '../../../kernel/ports/page-reader';
import { openStored } from '../../../kernel/stored-part';
import { noteScans } from '../commands/note-scans';
import { recordScans } from '../commands/record-scans';
import { nextScans } from '../queries/next-scans';
import type { ScanWork } from './repository';

/** Pages of one paper in a row, then it is the next paper's turn. */
const PAGES_A_TURN = 6;
/** A page with fewer letters has no text worth the name: a number, a word of a scanner. */
export const SCAN_LETTERS = 20;

/** Reads the pages of a version that are pictures, in Vietnamese and English, beside everything else (D61). */
export const readScans = defineJob({
  name: 'documents.read-scans',
  payload: z.strictObject({ versionId: z.uuid() }),
  attempts: 12,
  backOff: { firstMs: 60_000, mostMs: 60 * 60_000 },
  limits: { timeMs: 60 * 60_000, memoryMb: 1_500 },
  parallel: 1,
  priority: 'whenever',
  async run({ versionId }, context) {
    if (!(await context.ports.recognizer.isHere())) return undefined;
    const work = await context.query(nextScans, { versionId, pages: PAGES_A_TURN });
    if (!work) return undefined;
    try {
      if (work.isKnown) return work.next.length === 0 ? undefined : await readTurn(versionId, work, context);
      const pages = await pagesWithoutText(work, context);
      if (pages.length === 0) return undefined;
      await context.execute(noteScans, { versionId, pages });
      return { again: 0 };
    } catch (error) {
      // Withdrawn while it was read.
      if (error instanceof DomainError && error.code === 'not_found') return undefined;
      throw error;
    }
  },
});

const withFile = <T>({ file, part }: ScanWork, { ports, signal }: JobContext, use: (name: string) => Promise<T>): Promise<T> =>
  ports.scratch.withRoom(async (room) => use(await room.fill('paper', await openStored(ports.blobs, file, part), { signal })));

async function pagesWithoutText(work: ScanWork, context: JobContext): Promise<number[]> {
  const { ports, signal, limits } = context;
  return withFile(work, context, async (name) => {
    const pages: number[] = [];
    for (let from = 1; from <= work.sizes.length; from += PAGE_TEXT_LIMITS.pages) {
      const said = await ports.pageReader.read(name, { from, count: PAGE_TEXT_LIMITS.pages }, { signal, memoryMb: limits.memoryMb });
      if (said.ok) said.texts.forEach((text, at) => void ((text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < SCAN_LETTERS && pages.push(from + at)));
    }
    return pages.filter((page) => page <= work.sizes.length);
  });
}

async function readTurn(versionId: string, work: ScanWork, context: JobContext): Promise<{ again: number }> {
  const { ports, signal, limits, now, progress, log } = context;
  await withFile(work, context, async (name) => {
    const pages: Parameters<typeof recordScans.run>[0]['pages'] = [];
    for (const [at, page] of work.next.entries()) {
      const began = now().getTime();
      const found = await ports.recognizer.read(name, { number: page, size: work.sizes[page - 1] ?? [595, 842] }, { signal, memoryMb: limits.memoryMb ?? 1_500 });
      const tookMs = Math.max(0, now().getTime() - began);
      pages.push({ page, words: found.ok ? found.words : null, tookMs });
      progress(work.done + at + 1, work.total);
      log({ documentId: work.documentId, page, tookMs, words: found.ok ? found.words.length : null }, 'page was read by machine');
    }
    await context.execute(recordScans, { versionId, pages });
  });
  return { again: 0 };
}
