import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { loadMeetingAccess, preparersOnly } from '../../meetings';
import { heldQuestions } from '../intake/held-questions';
import { listHeld } from '../intake/repository';

/** What the caller is asked about in a session: their own waiting files (D20). */
export const held = defineQuery({
  name: 'documents.held',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: preparersOnly,
  present: async (_access, { meetingId }, { db, caller, now }) => heldQuestions(db, await listHeld(db, { meetingId, uploadedById: personIdOf(caller) ?? '', submits: false }, now)),
});
