import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { moveItem } from '../../agenda';
import { setCurrentItem } from '../../meetings';
import { ITEM_RETURNED } from '../events';
import { assertCurrentSeen, loadSitting, officersOnly } from '../loading';
import { findUndoable } from '../undo';

/** Undoes going on to the next item: the one before runs on as if it had not ended (L39). */
export const returnItem = defineCommand({
  name: 'sitting.return-item',
  input: z.strictObject({ meetingId: z.uuid(), /** The item that was begun by what is undone. */ itemId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => loadSitting(db, meetingId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, itemId }, loaded, { db, now, emit }) {
    await assertCurrentSeen(db, loaded, itemId);
    const move = await findUndoable(db, meetingId, loaded.course, now);
    if (!move) throw new DomainError('conflict', 'sitting.nothing_to_undo');
    await moveItem(db, itemId, { state: 'coming', startedAt: null });
    await moveItem(db, move.previousItemId, { state: 'now', endedAt: null });
    await setCurrentItem(db, meetingId, move.previousItemId);
    emit({ type: ITEM_RETURNED, stream: meetingId, payload: { itemId: move.previousItemId, leftItemId: itemId } });
    return { currentItemId: move.previousItemId };
  },
  audit: ({ meetingId, itemId }, _loaded, { currentItemId }) => ({ objectType: 'agenda_item', objectId: itemId, meetingId, details: { current: currentItemId } }),
});
