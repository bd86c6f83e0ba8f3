import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allowIf } from '../../../kernel/policy';
import { standingOf } from '../../../shared/rules/presiding';
import { assertChairSeen, loadChair, passChair, successor } from '../chair';

/** The chair of the session presides again: taken back by them, or given back by whoever presides (L36). */
export const returnChair = defineCommand({
  name: 'sitting.return-chair',
  input: z.strictObject({ meetingId: z.uuid(), /** Who presided when this was decided. */ chairId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadChair(db, meetingId, caller),
  // Whoever may preside may ask, so that giving it back is answered again when it was sent twice (L20).
  policy: (_caller, { isChair, seat, called, rule }) => allowIf(isChair || (seat !== null && (seat.personId === called?.personId || standingOf(seat, rule) !== null)), 'sitting.chair_only'),
  requires: { meeting: ['in_session'] },
  async run({ chairId }, loaded, context) {
    await assertChairSeen(context.db, loaded, chairId);
    const { meeting, called, isChair, seat } = loaded;
    if (!isChair && seat?.personId !== called?.personId) throw new DomainError('forbidden', 'sitting.chair_only');
    if (meeting.calledChairId === null || !called) throw new DomainError('conflict', 'sitting.chair_stands');
    return passChair(meeting, successor(loaded, called.personId), loaded, { way: 'taken_back' }, context);
  },
  audit: ({ meetingId }, _loaded, { personId, previousPersonId }) => ({ objectType: 'meeting', objectId: meetingId, meetingId, details: { personId, previousPersonId } }),
});
