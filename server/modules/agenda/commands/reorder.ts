import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertSeen } from '../../../kernel/optimistic';
import { LIMITS } from '../../../shared/rules/limits';
import { loadMeetingAccess, preparersOnly } from '../../meetings';
import { assertNoBlockVote } from '../block';
import { AGENDA_REORDERED } from '../events';
import { hasBegun } from '../item-text';
import { AGENDA } from '../load-item';
import { listItems, writeOrder } from '../repository';

const ids = z.array(z.uuid()).min(1).max(LIMITS.items);
const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((id, index) => id === b[index]);

/** Puts the rows into the order wanted, if the agenda still has the order the person saw (A2, A5, A7). */
export const reorder = defineCommand({
  name: 'agenda.reorder',
  input: z.strictObject({
    meetingId: z.uuid(),
    /** Ids as the person saw them. */
    before: ids,
    /** The same ids in the order wanted. */
    order: ids,
  }),
  load: async ({ meetingId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    return { access, meeting: access.meeting, items: await listItems(db, meetingId) };
  },
  policy: preparersOnly,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ meetingId, before, order }, { items }, { db, emit }) {
    await assertNoBlockVote(db, meetingId);
    const current = items.map((item) => item.id);
    await assertSeen(db, AGENDA, { meetingId }, before, current);
    if (!same([...order].sort(), [...current].sort())) throw new DomainError('invalid', 'agenda.order_incomplete', { field: 'order' });
    if (items.some((item, index) => hasBegun(item) && order[index] !== item.id)) throw new DomainError('rejected', 'agenda.begun_items_stay');
    await writeOrder(db, order);
    emit({ type: AGENDA_REORDERED, stream: meetingId, payload: { order } });
    return { order };
  },
  audit: ({ meetingId, order }) => ({ objectType: 'agenda', objectId: meetingId, meetingId, details: { order } }),
});
