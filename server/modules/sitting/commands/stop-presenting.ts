import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { allowIf } from '../../../kernel/policy';
import { loadMeetingAccess, runsSitting } from '../../meetings';
import { endPresentation } from '../moving';
import { findPresentation } from '../repository';

/** Ends the presentation: the one presenting, chair or secretary (L15). Nothing presented is nothing to do. */
export const stopPresenting = defineCommand({
  name: 'sitting.stop-presenting',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => ({
    ...(await loadMeetingAccess(db, meetingId, caller)),
    shown: await findPresentation(db, meetingId),
  }),
  policy: (_caller, access) => allowIf(runsSitting(access) || (access.seat !== null && access.shown?.personId === access.seat.personId), 'sitting.not_presenting'),
  requires: { meeting: ['in_session'] },
  async run({ meetingId }, _loaded, context) {
    await endPresentation(meetingId, context);
    return {};
  },
  audit: ({ meetingId }, { shown }) => ({ objectType: 'document', objectId: shown?.documentId ?? '', meetingId }),
});
