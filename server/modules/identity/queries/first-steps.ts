import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { administratorsOnly } from '../policy';
import { firstSteps as load } from '../repository.steps';

/** What the first administrator has done, and what comes next (I22). */
export const firstSteps = defineQuery({
  name: 'identity.first-steps',
  input: z.strictObject({}),
  load: async (_input, { db }) => load(db),
  policy: administratorsOnly,
  present: (done) => done,
});
