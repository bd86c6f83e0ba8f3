import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertSeen, type Contested } from '../../../kernel/optimistic';
import { inQueue, reordered } from '../../../shared/rules/floor-queue';
import { LIMITS } from '../../../shared/rules/limits';
import { loadMeetingAccess } from '../../meetings';
import { QUEUE_REORDERED } from '../events';
import { officersOnly } from '../loading';
import { findFloorItem, requestsOf, updateRequest } from '../repository';

const QUEUE: Contested = { reason: 'floor.reordered_elsewhere', commands: ['floor.reorder-queue'] };
const ids = z.array(z.uuid()).max(LIMITS.seats);

/** Puts those who wait into another order (FL6). Who came or went meanwhile does not stand in its way; another order does. */
export const reorderQueue = defineCommand({
  name: 'floor.reorder-queue',
  input: z.strictObject({
    meetingId: z.uuid(),
    itemId: z.uuid(),
    order: ids,
    /** The order that was seen. */
    seen: ids,
  }),
  load: async ({ meetingId, itemId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    if (!(await findFloorItem(db, meetingId, itemId))) throw new DomainError('not_found', 'not_found');
    return { ...access, waiting: (await requestsOf(db, itemId)).filter(({ state }) => state === 'waiting') };
  },
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, itemId, order, seen }, { waiting }, { db, emit }) {
    const stands = inQueue(waiting).map(({ id }) => id);
    const [known, still] = [new Set(seen), new Set(stands)];
    await assertSeen(db, QUEUE, { objectType: 'agenda_item', objectId: itemId }, seen.filter((id) => still.has(id)), stands.filter((id) => known.has(id)));
    const next = reordered(waiting, order);
    const before = new Map(waiting.map(({ id, place }) => [id, place]));
    for (const { id, place } of next) if (before.get(id) !== place) await updateRequest(db, id, { place });
    emit({ type: QUEUE_REORDERED, stream: meetingId, payload: { itemId, order: next.map(({ id }) => id) } });
    return {};
  },
  audit: ({ meetingId, itemId, order }) => ({ objectType: 'agenda_item', objectId: itemId, meetingId, details: { order } }),
});
