import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { loadDocumentToShow } from '../../documents';
import { findRun } from '../repository';

/** The numbers of one paper, also for a screen on the wall that shows it (PK1). */
export const run = defineQuery({
  name: 'packs.run',
  input: z.strictObject({ documentId: z.uuid() }),
  load: ({ documentId }, { db, caller, now }) => loadDocumentToShow(db, documentId, caller, now),
  policy: () => allow,
  async present(_loaded, { documentId }, { db }) {
    const found = await findRun(db, documentId);
    return found && { first: found.first, count: found.count };
  },
});
