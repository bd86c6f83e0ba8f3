import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { papersOfInk } from '../repository.people';

/** What the papers are called that streams of ink lie on (E5). */
export const inkPapers = defineQuery({
  name: 'exports.ink-papers',
  input: z.strictObject({ inkIds: z.array(z.uuid()).max(500) }),
  load: ({ inkIds }, { db }) => papersOfInk(db, inkIds),
  policy: systemOnly,
  present: (papers) => papers,
});
