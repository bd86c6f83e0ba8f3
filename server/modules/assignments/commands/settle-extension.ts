import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { paragraphs } from '../../../shared/language/text-fields';
import { settle } from '../settle';
import { assertAssignmentSeen, loadAssignment, officeOrChair } from '../standing';

/** Office or chair agree to the date that was asked for, or refuse it with a reason (TK8). */
export const settleExtension = defineCommand({
  name: 'assignments.settle-extension',
  input: z.strictObject({ assignmentId: z.uuid(), version: z.int().min(1), isAgreed: z.boolean(), reason: paragraphs(1_000).default('') }),
  load: ({ assignmentId }, { db, caller, now }) => loadAssignment(db, assignmentId, caller, now),
  policy: officeOrChair,
  async run({ version, isAgreed, reason }, { assignment }, context) {
    await assertAssignmentSeen(context.db, assignment, version);
    const { state, askedDueOn, dueOn } = assignment;
    if (state !== 'open' || askedDueOn === null) throw new DomainError('conflict', 'assignments.nothing_asked');
    const answered = { askedDueOn: null, progress: 'working' as const };
    if (isAgreed) await settle(assignment, { kind: 'extended', note: reason, dueOn: askedDueOn, needsReason: false }, { ...answered, dueOn: askedDueOn }, context);
    else await settle(assignment, { kind: 'refused', note: reason, dueOn, needsReason: true }, answered, context);
    return { version: version + 1 };
  },
  audit: ({ assignmentId, isAgreed, reason }, { assignment: { meetingId, askedDueOn } }) => ({ objectType: 'assignment', objectId: assignmentId, meetingId, details: { isAgreed, askedDueOn, reason } }),
});
