import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertFits } from '../../../kernel/limits';
import { changedElsewhere } from '../../../kernel/optimistic';
import { listSeats, loadMeetingAccess, preparersOnly } from '../../meetings';
import { assertNoBlockVote } from '../block';
import { ITEM_ADDED } from '../events';
import { assertWithinDay, assertUnitExists, hasBegun, itemShape, textForStore } from '../item-text';
import { AGENDA } from '../load-item';
import { addItem, listItems, writeOrder } from '../repository';

/** Adds a row, at the end or after a given row (null: first). Result: its id. */
export const addAgendaItem = defineCommand({
  name: 'agenda.add-item',
  input: z.strictObject({ meetingId: z.uuid(), afterId: z.uuid().nullish(), ...itemShape }),
  load: async ({ meetingId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    return { access, meeting: access.meeting, items: await listItems(db, meetingId), seats: await listSeats(db, meetingId) };
  },
  policy: preparersOnly,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ meetingId, afterId, ...input }, { items, seats }, { db, id, emit }) {
    await assertNoBlockVote(db, meetingId);
    const text = textForStore(input, seats);
    await assertUnitExists(db, text);
    assertWithinDay([...items.map((item) => item.durationMin), text.durationMin]);
    const after = afterId === undefined ? items.length : afterId === null ? 0 : items.findIndex((item) => item.id === afterId) + 1;
    if (afterId && after === 0) throw await changedElsewhere(db, AGENDA, { meetingId });
    if (items.slice(after).some(hasBegun)) throw new DomainError('rejected', 'agenda.begun_items_stay');
    assertFits(items.length + 1, 'items');
    const itemId = id();
    await addItem(db, { id: itemId, meetingId, order: items.length + 1, ...text });
    if (after < items.length) await writeOrder(db, items.map((item) => item.id).toSpliced(after, 0, itemId));
    emit({ type: ITEM_ADDED, stream: meetingId, payload: { itemId } });
    return { itemId };
  },
  audit: ({ meetingId, kind, durationMin }, _loaded, { itemId }) => ({ objectType: 'agenda_item', objectId: itemId, meetingId, details: { kind, durationMin } }),
});
