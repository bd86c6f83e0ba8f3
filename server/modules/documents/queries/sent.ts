import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allow } from '../../../kernel/policy';
import { findSent } from '../intake/repository';

/** The file its sender sent under that id, wherever it has got to (D35, D40). @throws DomainError `not_found` for everybody else. */
export const sent = defineQuery({
  name: 'documents.sent',
  input: z.strictObject({ meetingId: z.uuid(), sendId: z.uuid() }),
  load: async ({ meetingId, sendId }, { db, caller }) => {
    const intake = await findSent(db, personIdOf(caller) ?? '', sendId);
    if (intake?.meetingId !== meetingId) throw new DomainError('not_found', 'not_found');
    return intake;
  },
  // Loading it told apart whose it is.
  policy: () => allow,
  present: ({ id, state }) => ({ intakeId: id, state }),
});
