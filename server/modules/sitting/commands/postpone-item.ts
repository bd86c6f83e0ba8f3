import { defineCommand } from '../../../kernel/command';
import { assertNoBlockVote } from '../../agenda';
import { assertNotPaused } from '../../floor';
import { optionalLine } from '../../meetings';
import { assertCurrentSeen, assertMayMove, itemMove, loadSitting, officersOnly } from '../loading';
import { carryOut } from '../moving';
import { itemOf, postponeItem as postpone } from '../sitting';

/** Puts an item off, and says why (L9, L10, L47). */
export const postponeItem = defineCommand({
  name: 'sitting.postpone-item',
  input: itemMove.extend({ reason: optionalLine(300).default('') }),
  load: async ({ meetingId }, { db, caller }) => loadSitting(db, meetingId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, itemId, currentItemId, reason }, loaded, context) {
    await assertCurrentSeen(context.db, loaded, currentItemId);
    await assertNoBlockVote(context.db, meetingId);
    await (itemOf(loaded.course, itemId).state === 'now' ? assertMayMove : assertNotPaused)(context.db, meetingId);
    await carryOut(loaded, postpone(loaded.course, itemId, context.now, reason), context);
    return {};
  },
  audit: ({ meetingId, itemId, reason }) => ({ objectType: 'agenda_item', objectId: itemId, meetingId, details: { reason } }),
});
