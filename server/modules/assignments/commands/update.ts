import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { paragraphs } from '../../../shared/language/text-fields';
import { findMeeting } from '../../meetings';
import { ASSIGNMENT_CHANGED } from '../events';
import { assignmentFields, textForStore } from '../fields';
import { addStep, updateAssignment } from '../repository';
import { assertAssignmentSeen, assertGoesOn, factsOf, loadAssignment, officeOnly } from '../standing';

/** Changes an assignment; once it is issued with a reason, and what it was stays (TK3, TK5). */
export const update = defineCommand({
  name: 'assignments.update',
  input: z.strictObject({ assignmentId: z.uuid(), version: z.int().min(1), ...assignmentFields, reason: paragraphs(1_000).default('') }),
  load: async ({ assignmentId }, { db, caller, now }) => {
    const standing = await loadAssignment(db, assignmentId, caller, now);
    return { ...standing, meeting: await findMeeting(db, standing.assignment.meetingId) };
  },
  policy: officeOnly,
  async run({ assignmentId, version, reason, ...fields }, { assignment, meeting }, { db, caller, now, id, emit }) {
    if (!meeting) throw new DomainError('not_found', 'not_found');
    assertGoesOn(assignment);
    await assertAssignmentSeen(db, assignment, version);
    const isIssued = assignment.issuedAt !== null;
    if (isIssued && reason.length < 3) throw new DomainError('invalid', 'assignments.reason_missing', { field: 'reason' });
    const text = await textForStore(db, meeting, fields);
    await updateAssignment(db, assignment, text);
    if (isIssued) {
      const { text: words, unitId, withUnitIds, withText, outcome, supervisorId } = assignment;
      await addStep(db, { id: id(), assignmentId, kind: 'changed', byId: personIdOf(caller), at: now, note: reason, dueOn: assignment.dueOn, before: JSON.stringify({ text: words, unitId, withUnitIds, withText, outcome, supervisorId }) });
    }
    emit({ type: ASSIGNMENT_CHANGED, stream: assignment.meetingId, payload: factsOf(assignment) });
    return { version: version + 1, dueOn: text.dueOn };
  },
  audit: ({ assignmentId, reason }, { assignment: { meetingId } }, { dueOn }) => ({ objectType: 'assignment', objectId: assignmentId, meetingId, details: { dueOn, reason } }),
});
