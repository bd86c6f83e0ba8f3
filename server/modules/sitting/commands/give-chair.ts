import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allowIf } from '../../../kernel/policy';
import { assertChairSeen, loadChair, passChair, successor } from '../chair';

/** The chair has somebody else preside: over the current item, or until it is given on (L35). Who presides for another gives the chair back only. */
export const giveChair = defineCommand({
  name: 'sitting.give-chair',
  input: z.strictObject({
    meetingId: z.uuid(),
    personId: z.uuid(),
    scope: z.enum(['item', 'rest']),
    /** Who presided when this was decided. */
    chairId: z.uuid(),
  }),
  load: ({ meetingId }, { db, caller }) => loadChair(db, meetingId, caller),
  // The chair of the session may ask, so that the same tap sent again is answered again (L20); what is given already is refused below.
  policy: (_caller, { isChair, seat, called }) => allowIf(isChair || (seat !== null && seat.personId === called?.personId), 'sitting.chair_only'),
  requires: { meeting: ['in_session'] },
  async run({ personId, scope, chairId }, loaded, context) {
    const { meeting } = loaded;
    await assertChairSeen(context.db, loaded, chairId);
    if (meeting.calledChairId !== null) throw new DomainError('rejected', 'sitting.chair_not_given_on', { name: loaded.called?.fullName ?? '' });
    if (scope === 'item' && meeting.currentItemId === null) throw new DomainError('conflict', 'sitting.no_item_to_preside');
    return passChair(meeting, successor(loaded, personId), loaded, { way: 'given', forItemId: scope === 'item' ? meeting.currentItemId : null }, context);
  },
  audit: ({ meetingId }, _loaded, { personId, previousPersonId, forItemId, standing }) => ({ objectType: 'meeting', objectId: meetingId, meetingId, details: { personId, previousPersonId, forItemId, standing } }),
});
