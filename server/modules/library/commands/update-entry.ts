import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { GLOBAL_STREAM } from '../../../kernel/events';
import { assertSeen } from '../../../kernel/optimistic';
import { keepersOfEntry, loadEntry } from '../access';
import { LIBRARY_CHANGED } from '../events';
import { entryFields, storedFields } from '../fields';
import { findTwin, storeEntry } from '../repository';

/** What two keepers may change at once. */
export const ENTRY = { reason: 'library.changed_elsewhere', commands: ['library.add-entry', 'library.update-entry', 'library.withdraw-entry'] };

/** Changes what is said of a document, its state in force above all (LB5). */
export const updateEntry = defineCommand({
  name: 'library.update-entry',
  input: z.strictObject({ entryId: z.uuid(), version: z.int().positive(), ...entryFields }),
  load: ({ entryId }, { db, caller, now }) => loadEntry(db, entryId, caller, now),
  policy: keepersOfEntry,
  async run({ entryId, version, ...given }, { entry, reader }, { db, emit }) {
    await assertSeen(db, ENTRY, { objectType: 'library', objectId: entryId }, version, entry.version);
    const fields = storedFields(given, reader);
    const twin = fields.agencyId === entry.agencyId ? null : await findTwin(db, { agencyId: fields.agencyId, sha256: entry.sha256 });
    if (twin) throw new DomainError('conflict', 'library.same_file', { title: twin.title });
    await storeEntry(db, entry, fields);
    emit({ type: LIBRARY_CHANGED, stream: GLOBAL_STREAM, payload: { entryId } });
    return { version: entry.version + 1 };
  },
  audit: ({ entryId, ...fields }) => ({ objectType: 'library', objectId: entryId, details: { ...fields } }),
});
