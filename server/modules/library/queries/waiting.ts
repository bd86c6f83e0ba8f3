import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { libraryFactsOf } from '../../../shared/rules/library-facts';
import { waitingHouseFiles } from '../../documents';
import { keepersOnly, readerOf } from '../access';

/** Files the caller has sent for the library and not yet said what they are, with what their first page says (LB4). */
export const waiting = defineQuery({
  name: 'library.waiting',
  input: z.strictObject({}),
  load: async (_input, { db, caller, now }) => ({ reader: await readerOf(db, caller, now) }),
  policy: keepersOnly,
  present: async (_loaded, _input, { db, caller, now }) => ({ files: (await waitingHouseFiles(db, caller, now)).map(({ firstPage, ...file }) => ({ ...file, said: libraryFactsOf(firstPage) })) }),
});
