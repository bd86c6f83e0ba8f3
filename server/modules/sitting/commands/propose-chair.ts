import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { askForChair, assertChairSeen, loadChair } from '../chair';
import { secretaryOnly } from '../loading';

/** The secretary asks a deputy to take the chair; the deputy has to agree (L37). Asked for by the deputy already, it is theirs at once. */
export const proposeChair = defineCommand({
  name: 'sitting.propose-chair',
  input: z.strictObject({ meetingId: z.uuid(), personId: z.uuid(), /** Who presided when this was decided. */ chairId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadChair(db, meetingId, caller),
  policy: secretaryOnly,
  requires: { meeting: ['in_session'] },
  async run({ personId, chairId }, loaded, context) {
    await assertChairSeen(context.db, loaded, chairId);
    return askForChair(loaded, personId, 'proposal', context);
  },
  audit: ({ meetingId, personId }, _loaded, { claimId, presides }) => ({ objectType: 'chair_claim', objectId: claimId, meetingId, details: { personId, presides } }),
});
