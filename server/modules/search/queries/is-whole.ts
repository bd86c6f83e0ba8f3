import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { progressOf } from '../repository';

/** Whether every session and document of the library that was there before searching has been gone through. */
export const isWhole = defineQuery({
  name: 'search.is-whole',
  input: z.strictObject({}),
  load: async (_input, { db }) => ({ whole: (await progressOf(db, 'meetings')).whole && (await progressOf(db, 'library')).whole }),
  policy: systemOnly,
  present: ({ whole }) => ({ whole }),
});
