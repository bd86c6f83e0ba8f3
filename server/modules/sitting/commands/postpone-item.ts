import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { assertNotPaused } from '../../floor';
import { assertCurrentSeen, assertMayMove, loadSitting, officersOnly } from '../loading';
import { carryOut } from '../moving';
import { itemOf, postponeItem as postpone } from '../sitting';

/** Puts an item off (L9, L10). */
export const postponeItem = defineCommand({
  name: 'sitting.postpone-item',
  input: z.strictObject({
    meetingId: z.uuid(),
    itemId: z.uuid(),
    /** The item that was current when this was decided; null for none. */
    currentItemId: z.uuid().nullable(),
  }),
  load: async ({ meetingId }, { db, caller }) => loadSitting(db, meetingId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, itemId, currentItemId }, loaded, context) {
    await assertCurrentSeen(context.db, loaded, currentItemId);
    await (itemOf(loaded.course, itemId).state === 'now' ? assertMayMove : assertNotPaused)(context.db, meetingId);
    await carryOut(loaded, postpone(loaded.course, itemId, context.now), context);
    return {};
  },
  audit: ({ meetingId, itemId }) => ({ objectType: 'agenda_item', objectId: itemId, meetingId }),
});
