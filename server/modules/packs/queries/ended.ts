import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { listEnded } from '../repository';

/** Packs whose day is over, some at once (PK7, PK12). */
export const ended = defineQuery({
  name: 'packs.ended',
  input: z.strictObject({}),
  load: (_input, { db, now }) => listEnded(db, now, 100),
  policy: systemOnly,
  present: (rows) => rows.map(({ id, blobKey }) => ({ id, blobKey })),
});
