import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { paragraphs } from '../../../shared/language/text-fields';
import { loadDocumentAccess } from '../../documents';
import { localDateOf } from '../../meetings';
import { ASSIGNMENT_REPORTED } from '../events';
import { day } from '../fields';
import { addStep, updateAssignment, type AssignmentState, type Progress } from '../repository';
import { assertAssignmentSeen, factsOf, loadAssignment, unitOnly } from '../standing';

/** The responsible unit says how far it is: worked on, done with what was delivered, or in trouble and asking for another date (TK7). */
export const report = defineCommand({
  name: 'assignments.report',
  input: z.strictObject({
    assignmentId: z.uuid(),
    version: z.int().min(1),
    progress: z.enum(['working', 'done', 'trouble']),
    note: paragraphs(2_000).default(''),
    documentId: z.uuid().nullable().default(null),
    askedDueOn: day.nullable().default(null),
  }),
  load: async ({ assignmentId, documentId }, { db, caller, now }) => {
    const standing = await loadAssignment(db, assignmentId, caller, now);
    // A paper is one that whoever reports sees themself; to others its own rights apply.
    const isSeen = documentId === null || (await loadDocumentAccess(db, documentId, caller, now).then(() => true, (error: unknown) => (error instanceof DomainError ? false : Promise.reject(error as Error))));
    return { ...standing, isSeen };
  },
  policy: unitOnly,
  async run({ assignmentId, version, progress, note, documentId, askedDueOn }, { assignment, isSeen }, { db, caller, now, id, emit }) {
    if (assignment.state !== 'open') throw new DomainError('conflict', 'assignments.not_open', { state: assignment.state });
    await assertAssignmentSeen(db, assignment, version);
    if (!isSeen) throw new DomainError('rejected', 'assignments.no_such_paper', { field: 'documentId' });
    const today = localDateOf(now);
    if (progress === 'done' && note === '' && documentId === null) throw new DomainError('invalid', 'assignments.delivery_missing', { field: 'note' });
    if (progress === 'trouble') {
      if (note.length < 3) throw new DomainError('invalid', 'assignments.reason_missing', { field: 'note' });
      if (askedDueOn === null || askedDueOn <= assignment.dueOn || askedDueOn <= today) throw new DomainError('invalid', 'assignments.later_date', { field: 'askedDueOn', date: assignment.dueOn > today ? assignment.dueOn : today });
    }
    const change: { state: AssignmentState; progress: Progress | null; askedDueOn: string | null; reportedOn: string | null } = {
      state: progress === 'done' ? 'reported' : 'open',
      progress: progress === 'done' ? null : progress,
      askedDueOn: progress === 'trouble' ? askedDueOn : null,
      reportedOn: progress === 'done' ? today : null,
    };
    await updateAssignment(db, assignment, change);
    await addStep(db, { id: id(), assignmentId, kind: progress, byId: personIdOf(caller), at: now, note, documentId: progress === 'done' ? documentId : null, dueOn: change.askedDueOn });
    emit({ type: ASSIGNMENT_REPORTED, stream: assignment.meetingId, payload: { ...factsOf(assignment), progress } });
    return { version: version + 1 };
  },
  audit: ({ assignmentId, progress, askedDueOn }, { assignment: { meetingId } }) => ({ objectType: 'assignment', objectId: assignmentId, meetingId, details: { progress, askedDueOn } }),
});
