import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { GLOBAL_STREAM } from '../../../kernel/events';
import { personIdOf } from '../../../kernel/actor';
import { loadHouseFile, prepareHouseFile, settleHouseFile } from '../../documents';
import { keepersOnly, readerOf } from '../access';
import { LIBRARY_CHANGED } from '../events';
import { entryFields, storedFields } from '../fields';
import { readEntry } from '../jobs/read-entry';
import { createEntry, findTwin, keepLibraryOriginal } from '../repository';

/** Puts a file that waits into the library, with what it is (LB1, LB4). */
export const addEntry = defineCommand({
  name: 'library.add-entry',
  input: z.strictObject({
    intakeId: z.uuid(),
    /** Its sender has looked: no mark of secrecy. */
    isCleared: z.boolean().default(false),
    ...entryFields,
  }),
  load: async ({ intakeId }, { db, caller, now }) => ({ intake: await loadHouseFile(db, intakeId, caller), reader: await readerOf(db, caller, now) }),
  policy: keepersOnly,
  prepare({ intakeId: _intakeId, isCleared, ...fields }, { intake, reader }, context) {
    storedFields(fields, reader);
    return prepareHouseFile(intake, isCleared, context);
  },
  async run({ intakeId, isCleared, ...given }, { reader }, { prepared: { file, source }, ...context }) {
    const { db, caller, now, id, emit, enqueue } = context;
    const fields = storedFields(given, reader);
    const twin = await findTwin(db, { agencyId: fields.agencyId, sha256: file.sha256 });
    if (twin) throw new DomainError('conflict', 'library.same_file', { title: twin.title });
    const entryId = id();
    const { facts, fileName, pages, original } = await settleHouseFile(intakeId, isCleared, entryId, context);
    await createEntry(db, { id: entryId, ...fields, blobKey: file.key, sha256: file.sha256, size: file.size, pages, fileName, facts, addedById: personIdOf(caller) ?? '', addedAt: now });
    if (source && original) await keepLibraryOriginal(db, { entryId, blobKey: source.key, sha256: source.sha256, size: source.size, ...original, keptAt: now });
    await enqueue(readEntry, { entryId }, { key: entryId });
    emit({ type: LIBRARY_CHANGED, stream: GLOBAL_STREAM, payload: { entryId } });
    return { entryId };
  },
  abandon: async ({ file, source }, { blobs }) => {
    for (const stored of [file, source]) if (stored) await blobs.delete(stored.key);
  },
  audit: ({ intakeId: _intakeId, isCleared, ...fields }, { intake }, { entryId }) => ({ objectType: 'library', objectId: entryId, details: { ...fields, sha256: intake.sha256, size: intake.size, fileName: intake.fileName, ...(intake.page !== null && { isCleared, page: intake.page, words: intake.words }) } }),
});
