import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { assertMayMove, loadSitting, officersOnly } from '../loading';
import { carryOut } from '../moving';
import { endItem as end } from '../sitting';

/** Ends the current item (L7, L8, L10). */
export const endItem = defineCommand({
  name: 'sitting.end-item',
  input: z.strictObject({ meetingId: z.uuid(), itemId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => loadSitting(db, meetingId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, itemId }, loaded, context) {
    const move = end(loaded.course, itemId, context.now);
    await assertMayMove(context.db, meetingId);
    await carryOut(loaded, move, context);
    return { endedAt: context.now.toISOString() };
  },
  audit: ({ meetingId, itemId }) => ({ objectType: 'agenda_item', objectId: itemId, meetingId }),
});
