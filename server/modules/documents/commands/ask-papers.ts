import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { isSettled, listItems } from '../../agenda';
import { loadMeetingAccess, preparersOnly } from '../../meetings';
import { PAPERS_ASKED } from '../events';
import { addStep, addTask, listTasks } from '../preparing/repository';

/** Asks the units of some items for their papers (D45): from then on their people know of the session, as far as that item goes. */
export const askPapers = defineCommand({
  name: 'documents.ask-papers',
  input: z.strictObject({ meetingId: z.uuid(), itemIds: z.array(z.uuid()).min(1).max(200) }),
  load: async ({ meetingId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    return { access, meeting: access.meeting, items: await listItems(db, meetingId), tasks: await listTasks(db, meetingId) };
  },
  policy: preparersOnly,
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ meetingId, itemIds }, { meeting, items, tasks }, { db, caller, now, id, emit }) {
    const askedById = personIdOf(caller) ?? meeting.secretaryId;
    const asked: string[] = [];
    for (const itemId of new Set(itemIds)) {
      const item = items.find((row) => row.id === itemId);
      if (item?.kind !== 'item') throw new DomainError('rejected', 'documents.no_such_item');
      if (item.preparingUnitId === null) throw new DomainError('rejected', 'documents.no_unit', { title: item.title });
      if (isSettled(item)) throw new DomainError('rejected', 'documents.item_settled');
      // Asked before: asking twice changes nothing.
      if (tasks.some((task) => task.itemId === itemId && task.unitId === item.preparingUnitId)) continue;
      await addTask(db, { itemId, meetingId, unitId: item.preparingUnitId, askedAt: now, askedById });
      await addStep(db, { id: id(), meetingId, itemId, kind: 'asked', byId: askedById, at: now });
      emit({ type: PAPERS_ASKED, stream: meetingId, payload: { itemId } });
      asked.push(itemId);
    }
    return { asked };
  },
  audit: ({ meetingId }, _loaded, { asked }) => ({ objectType: 'meeting', objectId: meetingId, meetingId, details: { asked } }),
});
