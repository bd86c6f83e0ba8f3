import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { progressOf } from '../repository';

/** Whether every session that was there before searching has been gone through. */
export const isWhole = defineQuery({
  name: 'search.is-whole',
  input: z.strictObject({}),
  load: (_input, { db }) => progressOf(db),
  policy: systemOnly,
  present: ({ whole }) => ({ whole }),
});
