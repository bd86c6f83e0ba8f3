import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allowIf } from '../../../kernel/policy';
import { standingOf } from '../../../shared/rules/presiding';
import { askForChair, assertChairSeen, loadChair } from '../chair';

/** A deputy asks for the chair, as when the chair's tablet is dead; the secretary has to agree (L37). Proposed by the secretary already, they preside at once. */
export const claimChair = defineCommand({
  name: 'sitting.claim-chair',
  input: z.strictObject({ meetingId: z.uuid(), /** Who presided when this was decided. */ chairId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadChair(db, meetingId, caller),
  policy: (_caller, { seat, rule, meeting }) => allowIf(seat !== null && (seat.personId === meeting.chairId || standingOf(seat, rule) !== null), 'sitting.not_deputy'),
  requires: { meeting: ['in_session'] },
  async run({ chairId }, loaded, context) {
    if (!loaded.seat) throw new DomainError('not_found', 'not_found');
    await assertChairSeen(context.db, loaded, chairId);
    return askForChair(loaded, loaded.seat.personId, 'claim', context);
  },
  audit: ({ meetingId }, _loaded, { claimId, presides }) => ({ objectType: 'chair_claim', objectId: claimId, meetingId, details: { presides } }),
});
