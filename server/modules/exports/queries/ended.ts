import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { listEnded } from '../repository';

/** Archives whose time is over, some at once (E8). */
export const ended = defineQuery({
  name: 'exports.ended',
  input: z.strictObject({}),
  load: (_input, { db, now }) => listEnded(db, now, 100),
  policy: systemOnly,
  present: (rows) => rows.map(({ id, blobKey }) => ({ id, blobKey })),
});
