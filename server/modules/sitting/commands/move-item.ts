import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allow, allowIf } from '../../../kernel/policy';
import { isNumbered } from '../../../shared/rules/agenda-times';
import { assertNoBlockVote, findItem, moveItem as writeMove, receiveItem, type AgendaItem } from '../../agenda';
import { attachCopies, copyPapers } from '../../documents';
import { closeQueue } from '../../floor';
import { findSeat, line, loadMeetingAccess, prepares, recusalsOf, runsSitting, shownAudiences, storeAudience, storeRecusal, type Meeting } from '../../meetings';
import { followPulled } from '../../voting';
import { ITEM_MOVED_AWAY } from '../events';

/** @throws DomainError `rejected`/`sitting.only_items_move`, `sitting.other_body`; `conflict`/`sitting.item_moved_away`, `sitting.item_begun`, `sitting.target_over`. */
function assertMayGo(item: AgendaItem, from: Meeting, to: Meeting): void {
  if (!isNumbered(item)) throw new DomainError('rejected', 'sitting.only_items_move');
  if (item.movedToId) throw new DomainError('conflict', 'sitting.item_moved_away');
  if (item.startedAt !== null || item.state === 'now' || item.state === 'done') throw new DomainError('conflict', 'sitting.item_begun');
  if (to.bodyId !== from.bodyId || to.id === from.id) throw new DomainError('rejected', 'sitting.other_body', { field: 'toMeetingId' });
  if (to.state !== 'draft' && to.state !== 'published') throw new DomainError('conflict', 'sitting.target_over', { field: 'toMeetingId' });
}

/** Moves an item not begun to another session of the body, with its papers and who prepared it; here it stays, as moved (L45, L46). */
export const moveItem = defineCommand({
  name: 'sitting.move-item',
  input: z.strictObject({ meetingId: z.uuid(), itemId: z.uuid(), toMeetingId: z.uuid(), reason: line(300) }),
  load: async ({ meetingId, itemId, toMeetingId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    const item = await findItem(db, itemId);
    if (item?.meetingId !== meetingId) throw new DomainError('not_found', 'not_found');
    // Whoever does not run this one is told so, whatever they know of the other.
    return { access, meeting: access.meeting, item, to: runsSitting(access) ? await loadMeetingAccess(db, toMeetingId, caller) : null };
  },
  policy: (_caller, { access, to }) => {
    const runs = allowIf(runsSitting(access), 'sitting.officers_only');
    return !runs.allow ? runs : to ? allowIf(prepares(to) || runsSitting(to), 'sitting.not_your_session') : allow;
  },
  requires: { meeting: ['published', 'in_session'] },
  async prepare(_input, { item, meeting, to }, { db, ports }) {
    if (to) assertMayGo(item, meeting, to.meeting);
    return copyPapers(db, item, ports.blobs);
  },
  async run({ meetingId, itemId, reason }, { item, meeting, to }, { prepared, ...context }) {
    if (!to) throw new DomainError('not_found', 'not_found');
    assertMayGo(item, meeting, to.meeting);
    await assertNoBlockVote(context.db, meetingId);
    const { db, now, emit } = context;
    const presenter = item.presenterId === null ? null : await findSeat(db, meetingId, item.presenterId);
    const received = await receiveItem(to.meeting, item, presenter && [presenter.fullName, presenter.position].filter((part) => part !== '').join(', '), context);
    const papers = await attachCopies(item, { meeting: to.meeting, item: received }, prepared, context);
    const heirs = new Map([...papers, [item.id, received.id]]);
    // Who may not see a paper here does not see it there.
    for (const { objectId, people, units, ...audience } of await shownAudiences(db, meetingId)) {
      const heir = heirs.get(objectId);
      if (heir) await storeAudience(db, { objectId: heir, meetingId: to.meeting.id }, { ...audience, personIds: people.map(({ id }) => id), unitIds: units.map(({ id }) => id) });
    }
    for (const [personId, why] of (await recusalsOf(db, meetingId)).get(itemId) ?? []) {
      if (await findSeat(db, to.meeting.id, personId)) await storeRecusal(db, { itemId: received.id, personId, meetingId: to.meeting.id, reason: why, at: now });
    }
    await closeQueue(meetingId, itemId, context);
    await writeMove(db, itemId, { state: 'postponed', putOffReason: reason, movedToId: received.id, block: null });
    await followPulled(meetingId, context);
    emit({ type: ITEM_MOVED_AWAY, stream: meetingId, payload: { itemId, toMeetingId: to.meeting.id, toItemId: received.id, reason } });
    return { toItemId: received.id, papers: papers.size };
  },
  async abandon(copies, { blobs }) {
    for (const { blob } of copies) await blobs.delete(blob.key);
  },
  audit: ({ meetingId, itemId, toMeetingId, reason }, _loaded, { toItemId, papers }) => ({ objectType: 'agenda_item', objectId: itemId, meetingId, details: { toMeetingId, toItemId, papers, reason } }),
});
