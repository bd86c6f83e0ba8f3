import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertSeen } from '../../../kernel/optimistic';
import { loadSubmission, SUBMISSION, submissionSubject, unitOnly } from '../preparing/access';
import { isWaiting } from '../preparing/lines';
import { addStep, updateSubmission } from '../preparing/repository';

/** A unit takes back what it brought and nobody has approved to the end (D46). */
export const withdrawSubmission = defineCommand({
  name: 'documents.withdraw-submission',
  input: z.strictObject({ submissionId: z.uuid(), version: z.int().positive() }),
  load: ({ submissionId }, { db, caller }) => loadSubmission(db, submissionId, caller),
  policy: (_caller, loaded) => unitOnly(loaded),
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ submissionId, version }, { submission, meeting }, { db, caller, now, id }) {
    await assertSeen(db, SUBMISSION, submissionSubject(submissionId), version, submission.version);
    if (!isWaiting(submission) && submission.state !== 'returned') throw new DomainError('conflict', 'documents.submission_settled');
    await updateSubmission(db, submissionId, version, { state: 'withdrawn' });
    await addStep(db, { id: id(), meetingId: meeting.id, itemId: submission.itemId, submissionId, kind: 'withdrawn', byId: personIdOf(caller), at: now });
    return { state: 'withdrawn' as const };
  },
  audit: ({ submissionId }, { meeting, submission }) => ({ ...submissionSubject(submissionId), meetingId: meeting.id, details: { sha256: submission.sha256 } }),
});
