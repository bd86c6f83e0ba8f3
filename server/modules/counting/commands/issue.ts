import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { CountingDocument } from '../../../shared/protocol/counting-document';
import { isInForce, prepareIssue, recordIssue, type OfficialDocument } from '../../records';
import { votingFacts } from '../../voting';
import { gather, toDocument } from '../document';
import { COUNT_WRITTEN } from '../events';
import { assertCounted, loadCounting, writersOnly } from '../policy';

/** @throws DomainError `conflict`/`counting.written_already` {number}. */
function assertUnwritten(official: OfficialDocument | null): void {
  if (official && isInForce(official)) throw new DomainError('conflict', 'counting.written_already', { number: official.number });
}

/** Draws up the counting minutes of a closed question: what it was counted to be, numbered and typeset, for its committee to sign (G26, G27). */
export const issue = defineCommand({
  name: 'counting.issue',
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid() }),
  load: (input, { db, caller }) => loadCounting(db, input, caller),
  policy: writersOnly,
  async prepare(_input, { meeting, question, official }, context) {
    assertUnwritten(official);
    const gathered = await gather(context.db, meeting, assertCounted(question));
    const vote = (await votingFacts(context.db, meeting.id)).find(({ ref }) => ref === question.id);
    const [head, ...counters] = question.counters;
    const compose = (numbered: { number: number; notation: string; testOnly: boolean }) => CountingDocument.parse(toDocument(gathered, numbered));
    const signers = { counter: counters, counting_head: head === undefined ? [] : [head] };
    return prepareIssue({ kind: 'counting', meeting, aboutId: question.id, signers, title: question.text, body: gathered.body, earlier: official, number: undefined, template: 'counting', facts: { count: toDocument(gathered, { number: null, notation: '', testOnly: false }).facts, vote }, compose }, context);
  },
  abandon: ({ stored }, { blobs }) => blobs.delete(stored.key),
  async run({ meetingId, questionId }, { meeting, question, official }, { db, caller, now, prepared, id, emit }) {
    assertUnwritten(official);
    const { number, notation, verifyCode } = prepared;
    const { officialId, sha256 } = await recordIssue(db, prepared, { approvedById: personIdOf(caller) ?? meeting.secretaryId, now, id });
    emit({ type: COUNT_WRITTEN, stream: meetingId, payload: { questionId, itemId: question.itemId, officialId, number, notation, sha256 } });
    return { officialId, number, notation, verifyCode };
  },
  audit: ({ meetingId }, { question }, { officialId, number, notation }) => ({ objectType: 'official', objectId: officialId, meetingId, details: { questionId: question.id, number, notation } }),
});
