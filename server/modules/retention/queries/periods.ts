import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { signedIn } from '../../../kernel/policy';
import { readPeriods } from '../periods';

/** How long what is one's own is kept, for everybody to know (X5). */
export const periods = defineQuery({
  name: 'retention.periods',
  input: z.strictObject({}),
  load: (_input, { db }) => readPeriods(db),
  policy: signedIn,
  present: ({ marks, places }) => ({ marks, places }),
});
