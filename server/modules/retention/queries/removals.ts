import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { administratorsOnly } from '../../identity';
import { listRemovals } from '../repository';

const SHOWN = 100;

/** Deleted accounts, the newest first (X10). */
export const removals = defineQuery({
  name: 'retention.removals',
  input: z.strictObject({}),
  load: (_input, { db }) => listRemovals(db, SHOWN),
  policy: administratorsOnly,
  present: (rows) => ({ removals: rows.map(({ id, fullName, title, at, removedBy, doneAt }) => ({ id, fullName, title, at, removedBy, doneAt })) }),
});
