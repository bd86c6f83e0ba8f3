import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DOCUMENT_MAX_BYTES } from '../../documents';
import { keepersOnly, readerOf } from '../access';

/** Whether the caller may send a file for the library, asked before it comes (LB3). */
export const admission = defineQuery({
  name: 'library.admission',
  input: z.strictObject({}),
  load: async (_input, { db, caller, now }) => ({ reader: await readerOf(db, caller, now) }),
  policy: keepersOnly,
  present: () => ({ maxBytes: DOCUMENT_MAX_BYTES }),
});
