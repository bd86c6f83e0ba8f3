import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { boxesWithKeys } from '../repository.secret';

/** Boxes whose key is not destroyed: for whoever compares them with the keys that are kept. */
export const ballotBoxes = defineQuery({
  name: 'voting.ballot-boxes',
  input: z.strictObject({}),
  load: (_input, { db }) => boxesWithKeys(db),
  policy: systemOnly,
  present: (boxes) => ({ boxes }),
});
