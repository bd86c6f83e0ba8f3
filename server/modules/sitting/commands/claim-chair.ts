import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allowIf } from '../../../kernel/policy';
import { standingOf } from '../../../shared/rules/presiding';
import { assertChairSeen, loadChair, passChair, successor } from '../chair';
import { CHAIR_ASKED } from '../events';
import { storeClaim } from '../repository.chair';

/** A deputy asks for the chair, as when the chair's tablet is dead; the secretary has to agree (L37). Proposed by the secretary already, they preside at once. */
export const claimChair = defineCommand({
  name: 'sitting.claim-chair',
  input: z.strictObject({ meetingId: z.uuid(), /** Who presided when this was decided. */ chairId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadChair(db, meetingId, caller),
  policy: (_caller, { seat, rule, meeting }) => allowIf(seat !== null && (seat.personId === meeting.chairId || standingOf(seat, rule) !== null), 'sitting.not_deputy'),
  requires: { meeting: ['in_session'] },
  async run({ meetingId, chairId }, loaded, context) {
    const { meeting, seat, claims } = loaded;
    if (!seat) throw new DomainError('not_found', 'not_found');
    await assertChairSeen(context.db, loaded, chairId);
    const to = successor(loaded, seat.personId);
    const open = claims.find(({ personId, refusedAt }) => personId === seat.personId && refusedAt === null);
    if (open?.kind === 'proposal') return { claimId: open.id, presides: true, ...(await passChair(meeting, to, loaded, { way: 'proposed' }, context)) };
    if (open) return { claimId: open.id, presides: false };
    const claimId = context.id();
    await storeClaim(context.db, meetingId, { id: claimId, personId: seat.personId, kind: 'claim', at: context.now });
    context.emit({ type: CHAIR_ASKED, stream: meetingId, payload: { personId: seat.personId, kind: 'claim' } });
    return { claimId, presides: false };
  },
  audit: ({ meetingId }, _loaded, { claimId, presides }) => ({ objectType: 'chair_claim', objectId: claimId, meetingId, details: { presides } }),
});
