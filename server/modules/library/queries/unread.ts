import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import type { PdfPart } from '../../../kernel/pdf-part';
import { systemOnly } from '../../../kernel/policy';
import { factsSchema } from '../../documents';
import { findEntry } from '../repository';

/** A document whose pages are not all read. */
export interface UnreadEntry {
  file: { key: string; sha256: string; size: number };
  part: PdfPart | undefined;
  /** Pages read, from the first, of all; and the size of every page, PDF points. */
  read: number;
  pages: number;
  sizes: [number, number][];
}

/** What is left to be read of a document; null: nothing, or it was taken out. */
export const unread = defineQuery({
  name: 'library.unread',
  input: z.strictObject({ entryId: z.uuid() }),
  load: async ({ entryId }, { db }): Promise<UnreadEntry | null> => {
    const entry = await findEntry(db, entryId);
    if (!entry || entry.removedAt || entry.read >= entry.pages) return null;
    const { sizes, part } = factsSchema.parse(JSON.parse(entry.facts));
    return { file: { key: entry.blobKey, sha256: entry.sha256, size: entry.size }, part, read: entry.read, pages: entry.pages, sizes };
  },
  policy: systemOnly,
  present: (work) => work,
});
