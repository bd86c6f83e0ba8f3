import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { paragraphs } from '../../../shared/language/text-fields';
import { ASSIGNMENT_WITHDRAWN } from '../events';
import { addStep, updateAssignment } from '../repository';
import { assertAssignmentSeen, assertGoesOn, factsOf, loadAssignment, officeOnly } from '../standing';

/** Takes an assignment away: a draft without a word, what was issued with its reason (TK3, TK5). */
export const withdraw = defineCommand({
  name: 'assignments.withdraw',
  input: z.strictObject({ assignmentId: z.uuid(), version: z.int().min(1), reason: paragraphs(1_000).default('') }),
  load: ({ assignmentId }, { db, caller, now }) => loadAssignment(db, assignmentId, caller, now),
  policy: officeOnly,
  async run({ assignmentId, version, reason }, { assignment }, { db, caller, now, id, emit }) {
    assertGoesOn(assignment);
    await assertAssignmentSeen(db, assignment, version);
    if (assignment.issuedAt !== null) {
      if (reason.length < 3) throw new DomainError('invalid', 'assignments.reason_missing', { field: 'reason' });
      await addStep(db, { id: id(), assignmentId, kind: 'withdrawn', byId: personIdOf(caller), at: now, note: reason });
    }
    await updateAssignment(db, assignment, { state: 'withdrawn', settledAt: now, askedDueOn: null });
    emit({ type: ASSIGNMENT_WITHDRAWN, stream: assignment.meetingId, payload: factsOf(assignment) });
    return { version: version + 1 };
  },
  audit: ({ assignmentId, reason }, { assignment: { meetingId } }) => ({ objectType: 'assignment', objectId: assignmentId, meetingId, details: { reason } }),
});
