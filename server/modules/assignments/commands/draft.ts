import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertFits } from '../../../kernel/limits';
import { loadItemAccess } from '../../agenda';
import { preparersOnly } from '../../meetings';
import { ASSIGNMENT_DRAFTED } from '../events';
import { assignmentFields, textForStore } from '../fields';
import { addAssignment, conclusionsInMinutes, countAssignments } from '../repository';

/** Drafts an assignment under the conclusion of an item (TK1). */
export const draft = defineCommand({
  name: 'assignments.draft',
  input: z.strictObject({ itemId: z.uuid(), ...assignmentFields }),
  load: ({ itemId }, { db, caller }) => loadItemAccess(db, itemId, caller),
  policy: preparersOnly,
  requires: { meeting: ['in_session', 'closed'] },
  async run({ itemId, ...fields }, { meeting, item }, { db, caller, now, id, emit }) {
    if (item.kind === 'paper_only') throw new DomainError('rejected', 'sitting.paper_only');
    if (item.conclusion.trim() === '' && !(await conclusionsInMinutes(db, meeting.id)).has(itemId)) throw new DomainError('conflict', 'assignments.no_conclusion');
    assertFits((await countAssignments(db, meeting.id)) + 1, 'assignments');
    const text = await textForStore(db, meeting, fields);
    const assignmentId = id();
    await addAssignment(db, { ...text, id: assignmentId, meetingId: meeting.id, itemId, bodyId: meeting.bodyId, createdById: personIdOf(caller) ?? meeting.secretaryId, createdAt: now });
    emit({ type: ASSIGNMENT_DRAFTED, stream: meeting.id, payload: { assignmentId, itemId } });
    return { assignmentId, dueOn: text.dueOn, version: 1 };
  },
  audit: ({ itemId }, { meeting }, { assignmentId, dueOn }) => ({ objectType: 'assignment', objectId: assignmentId, meetingId: meeting.id, details: { itemId, dueOn } }),
});
