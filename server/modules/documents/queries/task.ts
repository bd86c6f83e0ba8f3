import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { numberIn } from '../../../shared/rules/agenda-times';
import { listItems } from '../../agenda';
import { bodyOf, peopleOfUnit, unitNames } from '../../organization';
import { heldQuestions } from '../intake/held-questions';
import { listHeld } from '../intake/repository';
import { closedBecause, loadTask, unitOnly } from '../preparing/access';
import { paperRulesOf } from '../preparing/due';
import { loadBrought, seenByUnit, shownTask } from '../preparing/present';

/** What a unit was asked for, for its own people: the one item, and of the session no more than when, where and what it is (D45). */
export const task = defineQuery({
  name: 'documents.task',
  input: z.strictObject({ itemId: z.uuid() }),
  load: ({ itemId }, { db, caller }) => loadTask(db, itemId, caller),
  policy: (_caller, loaded) => unitOnly(loaded),
  async present(loaded, { itemId }, { db, caller, now, ports }) {
    const { item, meeting, part, task: asked } = loaded;
    const closed = closedBecause(loaded);
    const isOver = closed === 'documents.item_settled';
    const people = await peopleOfUnit(db, asked.unitId);
    return {
      item: { id: item.id, title: item.title, number: numberIn(await listItems(db, meeting.id), item.id) },
      meeting: { id: meeting.id, title: meeting.title, kind: meeting.kind, state: meeting.state, startsAt: meeting.startsAt, place: meeting.place, bodyName: (await bodyOf(db, meeting.bodyId)).name },
      unit: (await unitNames(db, [asked.unitId])).get(asked.unitId) ?? '',
      officer: people.find(({ id }) => id === asked.officerId)?.fullName ?? null,
      rules: paperRulesOf(meeting),
      ...shownTask(loaded, await seenByUnit(db, await loadBrought(db, [itemId])), now, !isOver),
      /** Whom the leader may name. */
      people: part === 'leader' ? people.map(({ id, fullName, title }) => ({ id, fullName, title })) : [],
      /** What the caller is asked about before it is sent on. */
      held: await heldQuestions(db, await listHeld(db, { meetingId: meeting.id, uploadedById: personIdOf(caller) ?? '', submits: true, itemId }, now)),
      converts: await ports.converter.reach(),
      /** Why nothing is taken now; null: it is. */
      closed,
      can: { submit: closed === null, setOfficer: part === 'leader' && !isOver },
    };
  },
});
