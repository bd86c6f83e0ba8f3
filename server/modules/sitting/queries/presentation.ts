import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { findPresentation } from '../repository';

/** Who presents which page, for the gateway that carries page turns (L16). */
export const presentation = defineQuery({
  name: 'sitting.presentation',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db }) => findPresentation(db, meetingId),
  policy: systemOnly,
  present: (shown) => shown && { personId: shown.personId, documentId: shown.documentId, page: shown.page },
});
