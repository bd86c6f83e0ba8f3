import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { PAGE_TEXT_LIMITS } from '../../../kernel/ports/page-reader';
import { systemOnly } from '../../../kernel/policy';
import { scanTexts } from '../../documents';
import { withScan } from '../scan-text';
import { cleanedText, findPaperSource, noteRead, putTexts } from '../repository';

/** Keeps the text of pages of a version, each batch once: a job that began anew goes on where the last one was. */
export const recordPages = defineCommand({
  name: 'search.record-pages',
  input: z.strictObject({
    versionId: z.uuid(),
    from: z.int().positive(),
    /** Of the pages in a row; empty where one says nothing, or could not be read. */
    texts: z.array(z.string().max(2 * PAGE_TEXT_LIMITS.letters)).min(1).max(PAGE_TEXT_LIMITS.pages),
    /** The page stopped its reader. */
    stopped: z.boolean(),
  }),
  load: async ({ versionId }, { db }) => {
    const source = await findPaperSource(db, versionId);
    // Replaced or withdrawn meanwhile: its text is wanted by nobody.
    if (!source) throw new DomainError('not_found', 'not_found');
    return source;
  },
  policy: systemOnly,
  async run({ versionId, from, texts, stopped }, { no, read, unread, pages }, { db }) {
    if (from !== read + 1 || read + texts.length > pages) throw new DomainError('conflict', 'search.pages_read');
    const scans = await scanTexts(db, versionId, from, from + texts.length - 1);
    await putTexts(db, no, texts.map((text, index) => ({ page: from + index, text: cleanedText(withScan(text, scans.get(from + index))) })));
    await noteRead(db, no, { read: read + texts.length, unread: unread + (stopped ? 1 : 0) });
    return {};
  },
  // Nothing of the record is written.
  audit: () => null,
});
