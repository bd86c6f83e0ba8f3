import type { Db } from '../../kernel/ports/database';
import { findEntry, textsOf, type LibraryEntry } from '../library';
import { addSource, cleanedText, dropSource, findLibrarySource, LAST_PAGE, putTexts } from './repository';

/** What is found of a document besides its pages: number, title and who issued it. */
const titleOf = ({ number, title, issuer }: LibraryEntry): string => cleanedText([number, title, issuer].filter(Boolean).join('. '));

/** Pages in one transaction. */
export const LIBRARY_AT_ONCE = 100;

/** Brings what is indexed of a document of the library to what it is now; of its pages those asked for (SR13). */
export async function indexEntry(entryId: string, pages: { from: number; to: number } | null, db: Db): Promise<void> {
  const [entry, before] = [await findEntry(db, entryId), await findLibrarySource(db, entryId)];
  if (!entry || entry.removedAt) {
    if (before) await dropSource(db, before.no);
    return;
  }
  const no = before?.no ?? (await addSource(db, { kind: 'library', meetingId: '', sourceId: entryId, documentId: null, number: null, pages: Math.min(entry.pages, LAST_PAGE) }));
  const texts = pages ? await textsOf(db, entryId, pages.from, Math.min(pages.to, LAST_PAGE)) : [];
  await putTexts(db, no, [{ page: 0, text: titleOf(entry) }, ...texts.map(({ page, text }) => ({ page, text: cleanedText(text) }))]);
}
