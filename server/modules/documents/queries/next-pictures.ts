import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { nextWork } from '../pictures/repository';

/** The version whose pages are to be drawn next, and which of them; null when none waits (D26). */
export const nextPictures = defineQuery({
  name: 'documents.next-pictures',
  input: z.strictObject({ pages: z.int().min(1).max(100), without: z.array(z.uuid()).default([]) }),
  load: async ({ pages, without }, { db }) => nextWork(db, pages, without),
  policy: systemOnly,
  present: (work) => work,
});
