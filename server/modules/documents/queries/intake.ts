import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import type { ErrorParams } from '../../../kernel/errors';
import { allow } from '../../../kernel/policy';
import { loadIntake } from '../intake/load-intake';

/** What became of a file, for the person who sent it (D35). */
export const intake = defineQuery({
  name: 'documents.intake',
  input: z.strictObject({ intakeId: z.uuid() }),
  load: ({ intakeId }, { db, caller }) => loadIntake(db, intakeId, caller),
  // Loading it told apart whose it is.
  policy: () => allow,
  present: ({ state, page, conversion, refusal }) => ({
    state,
    /** Its sender is, or was, asked about it: a word that may be a mark of secrecy, or how it looks as a PDF. */
    isDoubtful: page !== null || conversion !== null,
    refusal: refusal === null ? null : (JSON.parse(refusal) as { reason: string; params: ErrorParams }),
  }),
});
