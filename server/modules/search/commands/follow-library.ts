import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { indexEntry, LIBRARY_AT_ONCE } from '../index-library';

/** Brings what is found of a document of the library to what it has become (SR13). */
export const followLibraryEntry = defineCommand({
  name: 'search.follow-library',
  input: z.strictObject({ entryId: z.uuid(), pages: z.strictObject({ from: z.int().positive(), to: z.int().positive() }).refine(({ from, to }) => to - from < LIBRARY_AT_ONCE).nullable() }),
  load: () => Promise.resolve({}),
  policy: systemOnly,
  async run({ entryId, pages }, _loaded, { db }) {
    await indexEntry(entryId, pages, db);
    return {};
  },
  // Nothing of the record is written.
  audit: () => null,
});
