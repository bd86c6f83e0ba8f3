import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { loadVersionAccess, readableVersion, servedFacts } from '../../documents';
import { findVerdict, notYet } from '../repository';

/** The verdict of one version, for who may read it; null: it is not signed (AU2). */
export const ofPaper = defineQuery({
  name: 'authenticity.of-paper',
  input: z.strictObject({ documentId: z.uuid(), version: z.int().positive().optional() }),
  load: ({ documentId, version }, { db, caller, now }) => loadVersionAccess(db, documentId, version, caller, now),
  policy: readableVersion,
  async present({ asked }, _input, { db }) {
    const found = (await findVerdict(db, asked.id)) ?? (servedFacts(asked.facts).signed ? notYet(asked.id, asked.createdAt) : null);
    return found && { verdict: found.verdict, signers: found.signers, at: found.at };
  },
});
