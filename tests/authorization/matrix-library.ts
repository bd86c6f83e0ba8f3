import { but, EVERYONE, PEOPLE, programOnly, row, type MatrixRow } from './matrix-rows';
import type { Role } from './world';

const fields = { isShared: false, number: '12/QĐ-UBND', kind: 'quyet_dinh', title: 'Quyết định', issuer: 'UBND', issuedOn: '2026-01-01' };

/** By number, of the library and issued here; a law by its name; a constitution. */
const CITED = [
  { kind: 'quyet_dinh', number: '12/qd-ubnd', name: [], year: null }, { kind: 'bien_ban', number: '1/bb-ubnd', name: [], year: null },
  { kind: 'luat', number: null, name: ['dat dai'], year: null }, { kind: 'hien_phap', number: null, name: [], year: 2013 },
];

/** Officers and clerks, each of the library of the own agency. */
const KEEPERS: readonly Role[] = ['clerk', 'officer', 'foreign_clerk', 'foreign_officer', 'unit_officer', 'secretary'];
/** Who works for the agency whose document it is, and members of its bodies. */
const READERS: readonly Role[] = ['clerk', 'officer', 'secretary', 'member'];
const OWN_KEEPERS: readonly Role[] = ['clerk', 'officer', 'secretary'];

const ofEntry = (more: object = {}): MatrixRow['input'] => ({ libraryId }) => ({ entryId: libraryId, ...more });

export const LIBRARY_ROWS: Record<string, MatrixRow> = {
  'library.entries': row(() => ({}), PEOPLE),
  'library.cited': row(({ running }) => ({ citations: CITED, open: { meetingId: running.meetingId } }), PEOPLE),
  'library.entry': row(ofEntry(), READERS),
  'library.file': row(ofEntry(), READERS),
  'library.article': row(ofEntry({ article: '1' }), READERS),
  'library.update-entry': row(ofEntry({ version: 1, ...fields }), OWN_KEEPERS, but(READERS, ...OWN_KEEPERS)),
  'library.withdraw-entry': row(ofEntry({ version: 1 }), OWN_KEEPERS, but(READERS, ...OWN_KEEPERS)),
  'library.waiting': row(() => ({}), KEEPERS, but(PEOPLE, ...KEEPERS)),
  'library.admission': row(() => ({}), KEEPERS, but(PEOPLE, ...KEEPERS)),
  // A file that came in is known to its sender alone.
  'library.hold-file': row(({ own }) => ({ intakeId: own.libraryFileId }), ['secretary']),
  'library.add-entry': row(({ own }) => ({ intakeId: own.libraryFileId, ...fields }), ['secretary']),
  'library.record-texts': programOnly(ofEntry({ from: 1, texts: [{ text: '', byMachine: false }] })),
  'library.unread': programOnly(ofEntry()),
  'search.find-library': row(() => ({ text: 'quyết định' }), but(EVERYONE, 'anonymous')),
  'search.follow-library': programOnly(ofEntry({ pages: null })),
};
