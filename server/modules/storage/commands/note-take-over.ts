import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { readTerm, writeTerm } from '../repository';

/** Notes that this machine has taken over from the one it followed (W9). */
export const noteTakeOver = defineCommand({
  name: 'storage.note-take-over',
  input: z.strictObject({ term: z.int().min(1), at: z.iso.datetime(), from: z.string().max(300), orderly: z.boolean() }),
  load: (_input, { db }) => readTerm(db),
  policy: systemOnly,
  async run({ term }, known, { db }) {
    if (term > known) await writeTerm(db, term);
    return {};
  },
  audit: ({ term, ...details }) => ({ objectType: 'standby', objectId: String(term), details }),
});
