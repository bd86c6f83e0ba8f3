import { defineCommand } from '../../../kernel/command';
import { numberIn } from '../../../shared/rules/agenda-times';
import { assertNoBlockVote, writeOrder } from '../../agenda';
import { optionalLine } from '../../meetings';
import { ITEM_TAKEN_EARLIER } from '../events';
import { assertCurrentSeen, itemMove, loadSitting, officersOnly } from '../loading';
import { takeEarlier as earlier } from '../sitting';

/** Makes an item not begun the next one (L44); the minutes say which number it had. */
export const takeEarlier = defineCommand({
  name: 'sitting.take-earlier',
  input: itemMove.extend({ reason: optionalLine(300).default('') }),
  load: async ({ meetingId }, { db, caller }) => loadSitting(db, meetingId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, itemId, currentItemId, reason }, loaded, { db, emit }) {
    await assertCurrentSeen(db, loaded, currentItemId);
    await assertNoBlockVote(db, meetingId);
    const { items } = loaded.course;
    const order = earlier(loaded.course, itemId);
    await writeOrder(db, order);
    const from = numberIn(items, itemId);
    const to = numberIn(order.flatMap((id) => items.find((item) => item.id === id) ?? []), itemId);
    emit({ type: ITEM_TAKEN_EARLIER, stream: meetingId, payload: { itemId, from, to, reason } });
    return { from, to };
  },
  audit: ({ meetingId, itemId, reason }, _loaded, { from, to }) => ({ objectType: 'agenda_item', objectId: itemId, meetingId, details: { from, to, reason } }),
});
