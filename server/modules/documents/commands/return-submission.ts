import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertSeen } from '../../../kernel/optimistic';
import { line } from '../../meetings';
import { PAPERS_RETURNED } from '../events';
import { loadSubmission, mayDecide, SUBMISSION, submissionSubject } from '../preparing/access';
import { isWaiting } from '../preparing/lines';
import { addStep, updateSubmission } from '../preparing/repository';

/** The leader of the unit, or the office, gives a file back with the reason (D47). */
export const returnSubmission = defineCommand({
  name: 'documents.return-submission',
  input: z.strictObject({ submissionId: z.uuid(), version: z.int().positive(), sha256: z.string().regex(/^[0-9a-f]{64}$/), reason: line(500) }),
  load: ({ submissionId }, { db, caller }) => loadSubmission(db, submissionId, caller),
  // The office gives back also what the leader has not seen yet.
  policy: (_caller, loaded) => mayDecide(loaded, true),
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ submissionId, version, sha256, reason }, { submission, meeting }, { db, caller, now, id, emit }) {
    await assertSeen(db, SUBMISSION, submissionSubject(submissionId), version, submission.version);
    await assertSeen(db, SUBMISSION, submissionSubject(submissionId), sha256, submission.sha256);
    if (!isWaiting(submission)) throw new DomainError('conflict', 'documents.submission_settled');
    await updateSubmission(db, submissionId, version, { state: 'returned' });
    await addStep(db, { id: id(), meetingId: meeting.id, itemId: submission.itemId, submissionId, kind: 'returned', byId: personIdOf(caller), at: now, words: reason });
    emit({ type: PAPERS_RETURNED, stream: meeting.id, payload: { itemId: submission.itemId, submissionId } });
    return { state: 'returned' as const };
  },
  audit: ({ submissionId, sha256, reason }, { meeting }) => ({ ...submissionSubject(submissionId), meetingId: meeting.id, details: { sha256, reason } }),
});
