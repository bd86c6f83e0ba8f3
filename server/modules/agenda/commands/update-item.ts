import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertSeen } from '../../../kernel/optimistic';
import { EVERY_PAPER, listSeats, preparersOnly } from '../../meetings';
import { assertNoBlockVote } from '../block';
import { ITEM_UPDATED } from '../events';
import { assertWithinDay, assertUnitExists, isSettled, itemShape, textForStore } from '../item-text';
import { AGENDA_ITEM, itemSubject, loadItemAccess } from '../load-item';
import { hasWaiting, listItems, updateItem, useOfItems } from '../repository';

/** Changes the text of a row against the version the person saw (A6). */
export const updateAgendaItem = defineCommand({
  name: 'agenda.update-item',
  input: z.strictObject({ itemId: z.uuid(), version: z.int().positive(), ...itemShape }),
  load: async ({ itemId }, { db, caller }) => {
    const loaded = await loadItemAccess(db, itemId, caller);
    const { meetingId } = loaded.item;
    return { ...loaded, items: await listItems(db, meetingId), seats: await listSeats(db, meetingId), use: (await useOfItems(db, meetingId, EVERY_PAPER)).get(itemId) };
  },
  policy: preparersOnly,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ itemId, version, ...input }, { meeting, item, items, seats, use }, { db, emit }) {
    await assertNoBlockVote(db, meeting.id);
    await assertSeen(db, AGENDA_ITEM, itemSubject(itemId), version, item.version);
    if (isSettled(item)) throw new DomainError('rejected', 'agenda.begun_items_stay');
    const text = textForStore(input, seats);
    await assertUnitExists(db, text);
    if ((text.kind === 'paper_only' || text.kind === 'break') && use) throw new DomainError('rejected', 'agenda.has_papers', { documents: use.documents, questions: use.questions });
    if ((text.kind !== item.kind || text.preparingUnitId !== item.preparingUnitId) && (await hasWaiting(db, itemId))) throw new DomainError('rejected', 'agenda.papers_wait');
    assertWithinDay(items.map((row) => (row.id === itemId ? text.durationMin : row.durationMin)));
    await updateItem(db, itemId, version, text);
    emit({ type: ITEM_UPDATED, stream: meeting.id, payload: { itemId } });
    return { version: version + 1 };
  },
  audit: ({ itemId, kind, durationMin }, { meeting }) => ({ objectType: 'agenda_item', objectId: itemId, meetingId: meeting.id, details: { kind, durationMin } }),
});
