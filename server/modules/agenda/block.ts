import { DomainError } from '../../kernel/errors';
import type { DomainEvent } from '../../kernel/events';
import type { Db } from '../../kernel/ports/database';
import { recusalsOf } from '../meetings';
import { ITEM_UPDATED } from './events';
import { blockUnderVote, listItems, moveItem, setConclusion, type AgendaItem } from './repository';

/** What the conclusion of an item says that was adopted in a block and has none of its own. */
export const ADOPTED_IN_BLOCK = 'Thông qua, không thảo luận.';

/** Items that are to be adopted without debate, in order (A34): not begun, but for the one the block is run from, and nobody recused from them. */
export async function blockItems(db: Db, meetingId: string, leadId: string | null = null): Promise<AgendaItem[]> {
  const recusals = await recusalsOf(db, meetingId);
  return (await listItems(db, meetingId)).filter(({ id, block, state }) => block === 'in' && (state === 'coming' || id === leadId) && (recusals.get(id)?.size ?? 0) === 0);
}

/** What a block is voted on with stays as it is while the vote is open (A36). @throws DomainError `conflict`/`agenda.block_voting`. */
export async function assertNoBlockVote(db: Db, meetingId: string): Promise<void> {
  if (await blockUnderVote(db, meetingId)) throw new DomainError('conflict', 'agenda.block_voting');
}

/** Puts an item into the block because of what members declared, or takes it out again: it falls back to its place, and may come back (A47). */
export async function setAgreed(db: Db, { id, meetingId }: AgendaItem, isIn: boolean, emit: (event: DomainEvent) => void): Promise<void> {
  await moveItem(db, id, { block: isIn ? 'in' : null, blockAgreed: isIn });
  emit({ type: ITEM_UPDATED, stream: meetingId, payload: { itemId: id } });
}

/** What its one vote makes of a block (A37): all of it is adopted, the rest of the items ending with it, or each falls back to its place. */
export async function settleBlock(db: Db, { meetingId, itemIds, leadId, isAdopted, now }: { meetingId: string; itemIds: readonly string[]; leadId: string; isAdopted: boolean; now: Date }): Promise<void> {
  for (const item of (await listItems(db, meetingId)).filter(({ id }) => itemIds.includes(id))) {
    if (!isAdopted) {
      await moveItem(db, item.id, { block: 'pulled' });
      continue;
    }
    if (item.conclusion === '') await setConclusion(db, item.id, item.version, ADOPTED_IN_BLOCK);
    if (item.id !== leadId) await moveItem(db, item.id, { state: 'done', startedAt: now, endedAt: now });
  }
}
