import { stateOn } from '../../shared/rules/library-state';
import { localDateOf } from '../meetings';
import { keepsEntry, type Reader } from './access';
import type { LibraryEntry } from './repository';

/** What is told of a document of the library wherever it is named. */
export const presentEntry = (entry: LibraryEntry, reader: Reader, now: Date) => ({
  id: entry.id,
  isShared: entry.agencyId === null,
  number: entry.number,
  kind: entry.kind,
  title: entry.title,
  issuer: entry.issuer,
  issuedOn: entry.issuedOn,
  inForceOn: entry.inForceOn,
  state: stateOn(entry, localDateOf(now)),
  byNumber: entry.byNumber,
  isExcerpt: entry.isExcerpt,
  pages: entry.pages,
  can: { keep: keepsEntry(reader, entry) },
});
export type ShownEntry = ReturnType<typeof presentEntry>;
