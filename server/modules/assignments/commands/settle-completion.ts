import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { paragraphs } from '../../../shared/language/text-fields';
import { settle } from '../settle';
import { assertAssignmentSeen, loadAssignment, officeOnly } from '../standing';

/** The office confirms what was reported done, or returns it with a reason (TK8). */
export const settleCompletion = defineCommand({
  name: 'assignments.settle-completion',
  input: z.strictObject({ assignmentId: z.uuid(), version: z.int().min(1), isConfirmed: z.boolean(), reason: paragraphs(1_000).default('') }),
  load: ({ assignmentId }, { db, caller, now }) => loadAssignment(db, assignmentId, caller, now),
  policy: officeOnly,
  async run({ version, isConfirmed, reason }, { assignment }, context) {
    await assertAssignmentSeen(context.db, assignment, version);
    if (assignment.state !== 'reported') throw new DomainError('conflict', 'assignments.not_reported');
    if (isConfirmed) await settle(assignment, { kind: 'confirmed', note: reason, needsReason: false }, { state: 'done', settledAt: context.now }, context);
    else await settle(assignment, { kind: 'returned', note: reason, needsReason: true }, { state: 'open', progress: null, reportedOn: null }, context);
    return { version: version + 1 };
  },
  audit: ({ assignmentId, isConfirmed, reason }, { assignment: { meetingId } }) => ({ objectType: 'assignment', objectId: assignmentId, meetingId, details: { isConfirmed, reason } }),
});
