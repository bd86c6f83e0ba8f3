import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { assertChairSeen, loadChair, passChair, successor } from '../chair';
import { CHAIR_ASKED } from '../events';
import { secretaryOnly } from '../loading';
import { storeClaim } from '../repository.chair';

/** The secretary asks a deputy to take the chair; the deputy has to agree (L37). Asked for by the deputy already, it is theirs at once. */
export const proposeChair = defineCommand({
  name: 'sitting.propose-chair',
  input: z.strictObject({ meetingId: z.uuid(), personId: z.uuid(), /** Who presided when this was decided. */ chairId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadChair(db, meetingId, caller),
  policy: secretaryOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, personId, chairId }, loaded, context) {
    await assertChairSeen(context.db, loaded, chairId);
    const to = successor(loaded, personId);
    const open = loaded.claims.find((claim) => claim.personId === personId && claim.refusedAt === null);
    if (open?.kind === 'claim') return { claimId: open.id, presides: true, ...(await passChair(loaded.meeting, to, loaded, { way: 'claimed' }, context)) };
    if (open) return { claimId: open.id, presides: false };
    const claimId = context.id();
    await storeClaim(context.db, meetingId, { id: claimId, personId, kind: 'proposal', at: context.now });
    context.emit({ type: CHAIR_ASKED, stream: meetingId, payload: { personId, kind: 'proposal' } });
    return { claimId, presides: false };
  },
  audit: ({ meetingId, personId }, _loaded, { claimId, presides }) => ({ objectType: 'chair_claim', objectId: claimId, meetingId, details: { personId, presides } }),
});
