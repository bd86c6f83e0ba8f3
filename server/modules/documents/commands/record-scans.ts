import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { RECOGNIZED_LIMITS } from '../../../kernel/ports/page-recognizer';
import { systemOnly } from '../../../kernel/policy';
import { SCANS_READ } from '../events';
import { scanWork, settleScan, waitingScans } from '../scans/repository';

const share = z.int().min(0).max(10_000);
const word = z.strictObject({ text: z.string().min(1).max(RECOGNIZED_LIMITS.letters), box: z.tuple([share, share, share, share]), line: z.int().min(0).max(RECOGNIZED_LIMITS.words) });

/** Keeps the words a machine read on pages of a version, each page once (D61). */
export const recordScans = defineCommand({
  name: 'documents.record-scans',
  input: z.strictObject({
    versionId: z.uuid(),
    /** `words` null: it could not be read. */
    pages: z.array(z.strictObject({ page: z.int().positive(), words: z.array(word).max(RECOGNIZED_LIMITS.words).nullable(), tookMs: z.int().min(0) })).min(1).max(20),
  }),
  load: async ({ versionId, pages }, { db }) => {
    const work = await scanWork(db, versionId, 1);
    if (!work) throw new DomainError('not_found', 'not_found');
    return { work, waiting: await waitingScans(db, versionId, pages.map(({ page }) => page)) };
  },
  policy: systemOnly,
  async run({ versionId, pages }, { work, waiting }, { db, now, emit }) {
    const read = pages.filter(({ page }) => waiting.has(page));
    for (const page of read) await settleScan(db, versionId, page, now);
    const said = read.filter(({ words }) => words !== null && words.length > 0).map(({ page }) => page);
    if (said.length > 0) emit({ type: SCANS_READ, stream: work.meetingId, payload: { documentId: work.documentId, versionId, pages: said } });
    return { read: read.length };
  },
  audit: (_input, { work: { documentId, meetingId } }, { read }) => ({ objectType: 'document', objectId: documentId, meetingId, details: { pages: read } }),
});
