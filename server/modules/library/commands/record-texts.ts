import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { GLOBAL_STREAM } from '../../../kernel/events';
import { PAGE_TEXT_LIMITS } from '../../../kernel/ports/page-reader';
import { systemOnly } from '../../../kernel/policy';
import { cleanText } from '../../../shared/language/vietnamese-text';
import { LIBRARY_READ } from '../events';
import { findEntry, keepTexts } from '../repository';

/** Keeps what pages of a document say, each batch once: a job that began anew goes on where the last one was (LB7). */
export const recordTexts = defineCommand({
  name: 'library.record-texts',
  input: z.strictObject({
    entryId: z.uuid(),
    from: z.int().positive(),
    texts: z.array(z.strictObject({ text: z.string().max(2 * PAGE_TEXT_LIMITS.letters), byMachine: z.boolean() })).min(1).max(PAGE_TEXT_LIMITS.pages),
  }),
  load: async ({ entryId }, { db }) => {
    const entry = await findEntry(db, entryId);
    if (!entry || entry.removedAt) throw new DomainError('not_found', 'not_found');
    return entry;
  },
  policy: systemOnly,
  async run({ entryId, from, texts }, entry, { db, emit }) {
    const to = from + texts.length - 1;
    if (from !== entry.read + 1 || to > entry.pages) throw new DomainError('conflict', 'search.pages_read');
    await keepTexts(db, entry, texts.map(({ text, byMachine }, at) => ({ page: from + at, text: cleanText(text).trim(), byMachine })), to);
    emit({ type: LIBRARY_READ, stream: GLOBAL_STREAM, payload: { entryId, from, to } });
    return {};
  },
  audit: ({ entryId, from, texts }) => ({ objectType: 'library', objectId: entryId, details: { from, pages: texts.length } }),
});
