import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { scheduleAgenda } from '../../../shared/rules/agenda-times';
import { audiencesOf, listSeats, loadView, prepares, recusalsOf, runsSitting, sessionsOfItems, shownAudiences, sightOf, startMinuteOf, viewInput } from '../../meetings';
import { isSettled } from '../item-text';
import { mayBeRecused, mayTakeNoPart } from '../recusal';
import { listItems, NO_USE, unitNames, useOfItems } from '../repository';

/** The agenda with numbers, planned times (minutes since midnight, null when it would pass midnight), presenters and sizes. */
export const list = defineQuery({
  name: 'agenda.list',
  input: z.strictObject({ meetingId: z.uuid(), ...viewInput }),
  load: loadView,
  policy: () => allow,
  async present({ access, viewer, isLookedAs }, { meetingId }, { db, now }) {
    const sight = await sightOf(db, access, viewer, now);
    const [items, seats, uses] = await Promise.all([listItems(db, meetingId), listSeats(db, meetingId), useOfItems(db, meetingId, sight)]);
    const units = await unitNames(db, items.flatMap((item) => item.preparingUnitId ?? []));
    const start = startMinuteOf(access.meeting);
    const minutes = items.reduce((sum, item) => sum + item.durationMin, 0);
    const scheduled = scheduleAgenda(items.map((item) => ({ ...item, plannedMinutes: item.durationMin })), start);
    const [limits, recusals] = [await audiencesOf(db, meetingId), await recusalsOf(db, meetingId)];
    const moved = await sessionsOfItems(db, items.flatMap(({ movedToId }) => movedToId ?? []));
    // A session nobody was told of yet is not named (sitting L45).
    const goesTo = (itemId: string) => {
      const to = moved.get(itemId);
      return to && to.state !== 'draft' ? { meetingId: to.id, title: to.title, startsAt: to.startsAt } : { meetingId: null, title: '', startsAt: null };
    };
    // Who takes no part and why, and what an item comes from, is for its people: none of it goes to who prepares for one of them (delegations DG3).
    const isPrepared = access.lookedBy !== undefined;
    const knowsWhy = !isPrepared && (runsSitting(access) || access.isMember);
    const ownId = isPrepared ? null : personIdOf(viewer);
    const open = ['draft', 'published', 'in_session'].includes(access.meeting.state);
    const edit = !isLookedAs && prepares(access) && open;
    return {
      items: scheduled.map((item) => {
        const presenter = seats.find((seat) => seat.personId === item.presenterId);
        return {
          id: item.id,
          kind: item.kind,
          number: item.number,
          title: item.title,
          durationMin: item.durationMin,
          startMinute: item.startMinute,
          endMinute: item.endMinute,
          presenterId: item.presenterId,
          presenterName: presenter?.fullName ?? null,
          presenterPosition: presenter?.position ?? null,
          presenterText: item.presenterText,
          preparingUnitId: item.preparingUnitId,
          preparingText: item.preparingText,
          preparing: item.preparingText || (item.preparingUnitId ? (units.get(item.preparingUnitId) ?? '') : ''),
          state: item.state,
          startedAt: item.startedAt,
          endedAt: item.endedAt,
          version: item.version,
          /** To be adopted with others without debate, or pulled out of them (A34, A35). */
          block: item.block,
          /** What it reports on (A46). */
          assignmentId: knowsWhy ? item.assignmentId : null,
          putOffReason: knowsWhy ? item.putOffReason : '',
          movedTo: item.movedToId === null ? null : goesTo(item.movedToId),
          /** Not everyone of the session may see its papers, or not at any time (A30). */
          isLimited: limits.has(item.id),
          /** Who takes no part in it (A31): everybody for those who run the session, oneself for the others. */
          recused: [...(recusals.get(item.id) ?? [])].flatMap(([personId, reason]) =>
            runsSitting(access) || personId === ownId ? [{ personId, name: seats.find((seat) => seat.personId === personId)?.fullName ?? '', reason }] : [],
          ),
          isCurrent: access.meeting.currentItemId === item.id,
          use: uses.get(item.id) ?? NO_USE,
          /** Of who looks, where they could take no part in it: why they do not, and whether they may say so now. */
          own: !isLookedAs && ownId !== null && access.seat !== null && mayTakeNoPart(access.seat) ? { personId: ownId, reason: recusals.get(item.id)?.get(ownId) ?? null, may: open && mayBeRecused(item) && item.presenterId !== ownId } : null,
          can: { edit: edit && !isSettled(item), block: edit && item.kind === 'item' && item.state === 'coming' && item.block !== 'pulled' && !recusals.has(item.id), attach: edit && item.kind !== 'paper_only' && item.kind !== 'break', recuse: !isLookedAs && runsSitting(access) && open && mayBeRecused(item) },
        };
      }),
      minutes,
      /** Who may see the papers of which item, for those who prepare (A30). */
      audiences: edit ? (await shownAudiences(db, meetingId)).filter(({ objectId }) => items.some(({ id }) => id === objectId)) : [],
      can: { edit },
    };
  },
});
