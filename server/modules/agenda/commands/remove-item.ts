import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertSeen } from '../../../kernel/optimistic';
import { EVERY_PAPER, preparersOnly } from '../../meetings';
import { assertNoBlockVote } from '../block';
import { ITEM_REMOVED } from '../events';
import { isSettled } from '../item-text';
import { AGENDA_ITEM, itemSubject, loadItemAccess } from '../load-item';
import { hasWaiting, listItems, removeItem, useOfItems, writeOrder } from '../repository';

/** Takes a row off the agenda; the numbers of those below move up (A1, A7, A8). */
export const removeAgendaItem = defineCommand({
  name: 'agenda.remove-item',
  input: z.strictObject({ itemId: z.uuid(), version: z.int().positive() }),
  load: async ({ itemId }, { db, caller }) => {
    const loaded = await loadItemAccess(db, itemId, caller);
    return { ...loaded, items: await listItems(db, loaded.item.meetingId), use: (await useOfItems(db, loaded.item.meetingId, EVERY_PAPER)).get(itemId) };
  },
  policy: preparersOnly,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ itemId, version }, { meeting, item, items, use }, { db, now, emit }) {
    await assertNoBlockVote(db, meeting.id);
    if (isSettled(item)) throw new DomainError('rejected', 'agenda.begun_items_stay');
    if (use) throw new DomainError('rejected', 'agenda.has_papers', { documents: use.documents, questions: use.questions });
    if (await hasWaiting(db, itemId)) throw new DomainError('rejected', 'agenda.papers_wait');
    await assertSeen(db, AGENDA_ITEM, itemSubject(itemId), version, item.version);
    await removeItem(db, itemId, version, now);
    await writeOrder(db, items.map((row) => row.id).filter((id) => id !== itemId));
    emit({ type: ITEM_REMOVED, stream: meeting.id, payload: { itemId } });
    return { removed: itemId };
  },
  audit: ({ itemId }, { meeting, item }) => ({ objectType: 'agenda_item', objectId: itemId, meetingId: meeting.id, details: { kind: item.kind } }),
});
