import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertSeen } from '../../../kernel/optimistic';
import { preparersOnly, recusalsOf } from '../../meetings';
import { assertNoBlockVote } from '../block';
import { ITEM_UPDATED } from '../events';
import { AGENDA_ITEM, itemSubject, loadItemAccess } from '../load-item';
import { isContested, updateItem } from '../repository';

/** Marks an item to be adopted with others without debate, or no more (A34); what members agreed on is pulled out by that (A47). */
export const markBlock = defineCommand({
  name: 'agenda.mark-block',
  input: z.strictObject({ itemId: z.uuid(), version: z.int().positive(), isIn: z.boolean() }),
  load: ({ itemId }, { db, caller }) => loadItemAccess(db, itemId, caller),
  policy: preparersOnly,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ itemId, version, isIn }, { meeting, item }, { db, emit }) {
    await assertSeen(db, AGENDA_ITEM, itemSubject(itemId), version, item.version);
    await assertNoBlockVote(db, meeting.id);
    if (item.kind !== 'item') throw new DomainError('rejected', 'agenda.block_items_only');
    if (item.state !== 'coming') throw new DomainError('rejected', 'agenda.begun_items_stay');
    if (isIn && item.block === 'pulled') throw new DomainError('conflict', 'agenda.block_pulled');
    if (isIn && (await recusalsOf(db, meeting.id)).has(itemId)) throw new DomainError('conflict', 'agenda.block_recused');
    if (isIn && (await isContested(db, itemId))) throw new DomainError('conflict', 'agenda.block_contested');
    await updateItem(db, itemId, version, { block: isIn ? 'in' : item.blockAgreed ? 'pulled' : null, blockAgreed: false });
    emit({ type: ITEM_UPDATED, stream: meeting.id, payload: { itemId } });
    return { version: version + 1 };
  },
  audit: ({ itemId, isIn }, { meeting }) => ({ objectType: 'agenda_item', objectId: itemId, meetingId: meeting.id, details: { block: isIn } }),
});
