import { defineCommand } from '../../../kernel/command';
import { assertCurrentSeen, assertMayMove, itemMove, loadSitting, officersOnly } from '../loading';
import { carryOut } from '../moving';
import { startItem as start } from '../sitting';

/** Moves on to an item and ends the one before (L7–L10). */
export const startItem = defineCommand({
  name: 'sitting.start-item',
  input: itemMove,
  load: async ({ meetingId }, { db, caller }) => loadSitting(db, meetingId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, itemId, currentItemId }, loaded, context) {
    await assertCurrentSeen(context.db, loaded, currentItemId);
    await assertMayMove(context.db, meetingId);
    await carryOut(loaded, start(loaded.course, itemId, context.now), context);
    return { startedAt: context.now.toISOString() };
  },
  audit: ({ meetingId, itemId, currentItemId }) => ({ objectType: 'agenda_item', objectId: itemId, meetingId, details: { previous: currentItemId } }),
});
