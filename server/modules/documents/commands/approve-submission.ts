import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertSeen } from '../../../kernel/optimistic';
import { line } from '../../meetings';
import { PAPERS_SUBMITTED } from '../events';
import { loadSubmission, mayDecide, SUBMISSION, submissionSubject } from '../preparing/access';
import { paperRulesOf } from '../preparing/due';
import { isWaiting } from '../preparing/lines';
import { addStep, updateSubmission } from '../preparing/repository';
import { becomeVersion } from '../preparing/take-submission';

/**
 * The leader of the unit, or the office, approves the file they saw: no other one (D47). After the last word that the rules of the body ask
 * for it is a paper. With a reason the office does not wait for the leader (D48).
 */
export const approveSubmission = defineCommand({
  name: 'documents.approve-submission',
  input: z.strictObject({
    submissionId: z.uuid(),
    version: z.int().positive(),
    /** Of the file that was seen. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    /** Why the office does not wait for the leader. */
    exception: line(300).optional(),
  }),
  load: ({ submissionId }, { db, caller }) => loadSubmission(db, submissionId, caller),
  policy: (_caller, loaded, { exception }) => mayDecide(loaded, exception !== undefined),
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ submissionId, version, sha256, exception }, { submission, meeting, item, part }, context): Promise<{ state: 'waiting_office' } | { state: 'approved'; documentId: string; number: number }> {
    const { db, caller, now, id, emit } = context;
    await assertSeen(db, SUBMISSION, submissionSubject(submissionId), version, submission.version);
    await assertSeen(db, SUBMISSION, submissionSubject(submissionId), sha256, submission.sha256);
    if (!isWaiting(submission)) throw new DomainError('conflict', 'documents.submission_settled');
    if (item.movedToId !== null) throw new DomainError('rejected', 'documents.item_settled');
    if (submission.state === 'waiting_office') return becomeVersion(submission, 'approved', '', context);
    if (part !== 'leader') return becomeVersion(submission, 'excepted', exception ?? '', context);
    await addStep(db, { id: id(), meetingId: meeting.id, itemId: submission.itemId, submissionId, kind: 'leader_approved', byId: personIdOf(caller), at: now });
    if (paperRulesOf(meeting).approval === 'leader') return becomeVersion(submission, 'approved', '', context);
    await updateSubmission(db, submissionId, version, { state: 'waiting_office' });
    emit({ type: PAPERS_SUBMITTED, stream: meeting.id, payload: { itemId: submission.itemId, submissionId, waitsFor: 'office' } });
    return { state: 'waiting_office' };
  },
  audit: ({ submissionId, sha256, exception }, { meeting }, result) => ({ ...submissionSubject(submissionId), meetingId: meeting.id, details: { sha256, ...result, ...(exception ? { exception } : {}) } }),
});
