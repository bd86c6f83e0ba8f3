import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { readState } from '../repository';

/** What is known of the stored files: the round, the last whole one, and what is wrong (W1–W3). */
export const state = defineQuery({
  name: 'storage.state',
  input: z.strictObject({}),
  load: async (_input, { db }) => readState(db),
  policy: systemOnly,
  present: (known) => known,
});
