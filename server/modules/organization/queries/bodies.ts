import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { signedIn } from '../../../kernel/policy';
import { listBodies } from '../repository';

/** Bodies a session can be made for. */
export const bodies = defineQuery({
  name: 'organization.bodies',
  input: z.strictObject({}),
  load: async (_input, { db }) => listBodies(db),
  policy: signedIn,
  present: (rows) => rows.map(({ id, name, shortName, policy }) => ({ id, name, shortName, policy })),
});
