import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { GLOBAL_STREAM } from '../../../kernel/events';
import { assertSeen } from '../../../kernel/optimistic';
import { keepersOfEntry, loadEntry } from '../access';
import { LIBRARY_CHANGED } from '../events';
import { storeEntry } from '../repository';
import { ENTRY } from './update-entry';

/** Takes a document out of the library: found and cited by nobody any more; bytes and history stay (LB5). */
export const withdrawEntry = defineCommand({
  name: 'library.withdraw-entry',
  input: z.strictObject({ entryId: z.uuid(), version: z.int().positive() }),
  load: ({ entryId }, { db, caller, now }) => loadEntry(db, entryId, caller, now),
  policy: keepersOfEntry,
  async run({ entryId, version }, { entry }, { db, now, emit }) {
    await assertSeen(db, ENTRY, { objectType: 'library', objectId: entryId }, version, entry.version);
    await storeEntry(db, entry, { removedAt: now });
    emit({ type: LIBRARY_CHANGED, stream: GLOBAL_STREAM, payload: { entryId } });
    return {};
  },
  audit: ({ entryId }, { entry: { title, number } }) => ({ objectType: 'library', objectId: entryId, details: { title, number } }),
});
