import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { systemOnly } from '../../../kernel/policy';
import { loadMeetingAccess } from '../../meetings';
import { publish } from '../closing';
import { findMeetingOf, findQuestion } from '../repository';
import { emptyBox, sealedOf, setBox, storeOpened } from '../repository.secret';
import { loadBox } from '../secret/box';
import { judgeSecret } from '../secret/judging';

/**
 * Opens the ballots of a closed box and closes its question with the result (V56). The process that has the key gives back what was chosen in an order
 * drawn by lot; in one transaction it takes the place of what was sealed.
 */
export const openBallots = defineCommand({
  name: 'voting.open-ballots',
  input: z.strictObject({ questionId: z.uuid() }),
  replayable: false,
  async load({ questionId }, { db, caller }) {
    const meetingId = await findMeetingOf(db, questionId);
    const question = meetingId ? await findQuestion(db, meetingId, questionId) : null;
    if (!meetingId || !question) throw new DomainError('not_found', 'not_found');
    return { ...(await loadMeetingAccess(db, meetingId, caller)), question, box: await loadBox(db, questionId), sealed: await sealedOf(db, questionId) };
  },
  policy: systemOnly,
  async prepare({ questionId }, { box, sealed }, { ports }) {
    if (box.state !== 'frozen') return null;
    return ports.ballotKeys.open({ questionId, publicKey: box.publicKey }, sealed.map(({ ciphertext }) => ciphertext));
  },
  async run({ questionId }, { question, meeting, box, sealed }, { db, now, token, emit, prepared: choices }) {
    if (box.state !== 'frozen' || box.closing === null || choices === null) throw new DomainError('conflict', 'voting.box_not_closed');
    const found = sealed.map(({ tracker }) => tracker);
    // What was published at closing is what is counted, neither more nor less.
    if (choices.length !== sealed.length || found.join() !== box.trackers.join()) {
      throw new DomainError('rejected', 'voting.ballots_do_not_agree', { trackers: box.trackers.length, ballots: choices.length });
    }
    await storeOpened(db, questionId, choices.map((choice) => ({ id: token(BALLOT_ID_BYTES), choice })));
    await emptyBox(db, questionId);
    await setBox(db, questionId, { state: 'counted' });
    const { judgement, counts } = judgeSecret(question, choices, box.closing, meeting.policy);
    const closed = await publish(db, question, judgement, box.closing.electorate, { now, emit, recordedById: null });
    return { counts, ...closed };
  },
  audit: ({ questionId }, { question, meeting, box }, outcome) => ({ objectType: 'question', objectId: questionId, meetingId: meeting.id, details: { text: question.text, publicKey: box.publicKey, trackers: box.trackers, ...outcome } }),
});

const BALLOT_ID_BYTES = 16;
