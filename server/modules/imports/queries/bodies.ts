import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { listAllBodies } from '../repository';

/** Bodies an old session may belong to, those that are no more with them. */
export const bodies = defineQuery({
  name: 'imports.bodies',
  input: z.strictObject({}),
  load: (_input, { db }) => listAllBodies(db),
  policy: systemOnly,
  present: (rows) => rows,
});
