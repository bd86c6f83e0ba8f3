import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { findBox } from '../repository.secret';

/** How far the count of a box is; null where there is none (V56). */
export const boxState = defineQuery({
  name: 'voting.box-state',
  input: z.strictObject({ questionId: z.uuid() }),
  load: ({ questionId }, { db }) => findBox(db, questionId),
  policy: systemOnly,
  present: (box) => box && { state: box.state, keyGone: box.keyGone, publicKey: box.publicKey },
});
