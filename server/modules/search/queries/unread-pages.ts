import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import type { PdfPart } from '../../../kernel/pdf-part';
import { systemOnly } from '../../../kernel/policy';
import { servedPart } from '../../documents';
import { findPaperSource, storedFileOf } from '../repository';

/** A version whose pages are not all read. */
export interface UnreadPages {
  file: { key: string; sha256: string; size: number };
  /** Where other bytes stand around the PDF (documents D17). */
  part: PdfPart | undefined;
  /** Pages gone through, from the first, of all; and how many of them stopped their reader. */
  read: number;
  unread: number;
  pages: number;
}

/** What is left to be read of a version; null where nothing is, also because it is not searched any more. */
export const unreadPages = defineQuery({
  name: 'search.unread-pages',
  input: z.strictObject({ versionId: z.uuid() }),
  load: async ({ versionId }, { db }): Promise<UnreadPages | null> => {
    const [source, stored] = [await findPaperSource(db, versionId), await storedFileOf(db, versionId)];
    if (!source || !stored || source.read >= source.pages) return null;
    const { facts, ...file } = stored;
    return { file, part: servedPart(facts)?.part, read: source.read, unread: source.unread, pages: source.pages };
  },
  policy: systemOnly,
  present: (work) => work,
});
