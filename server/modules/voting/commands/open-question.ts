import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { countsByHands } from '../../../shared/rules/ballot-choice';
import { nextName } from '../ballot';
import { fixBlock } from '../block';
import { closeWhenDue } from '../close-when-due';
import { QUESTION_OPENED } from '../events';
import { assertQuestionSeen, loadQuestion, officersOnly, sittingOf, votingOn } from '../loading';
import { assertMayOpen, neededVotes, whyNotInTurn, type Question } from '../question';
import { listQuestions, setQuestionState } from '../repository';
import { keyFor, openBox } from '../secret/box';
import { WAYS, type VoteWay } from '../ways';
import { assertCommittee } from '../committee';

/** What is secret is sealed on a tablet, or written on paper. */
const wayOf = ({ mode }: Pick<Question, 'mode'>, wanted: VoteWay): VoteWay => (mode === 'secret' && wanted !== 'paper' ? 'tablets' : wanted);

const isSealed = (question: Pick<Question, 'mode'>, way: VoteWay): boolean => question.mode === 'secret' && wayOf(question, way) === 'tablets';

/** The wording the person saw; left out by what does not show one. */
const version = z.int().positive().optional();

/** Puts a question to the members, by hands, on their tablets or name by name (V5, V25, V26, V29, V31). */
export const openQuestion = defineCommand({
  name: 'voting.open-question',
  input: z.strictObject({
    meetingId: z.uuid(),
    questionId: z.uuid(),
    version,
    way: z.enum(WAYS).default('hands'),
    /** Seconds until it closes by itself; only on tablets. */
    seconds: z.int().min(15).max(3_600).optional(),
  }),
  load: async ({ meetingId, questionId }, { db, caller }) => loadQuestion(db, meetingId, questionId, caller),
  policy: officersOnly,
  requires: { meeting: ['in_session'] },
  async prepare({ way }, loaded, { db, ports }) {
    const { question } = loaded;
    assertMayOpen(question, await sittingOf(db, loaded));
    return isSealed(question, way) ? { publicKey: await keyFor(db, question, ports.ballotKeys), version: question.version } : null;
  },
  async run({ meetingId, version: seen, way: wanted, seconds }, loaded, { db, now, emit, enqueue, prepared: key }) {
    const { question, meeting } = loaded;
    const way = wayOf(question, wanted);
    const sitting = await sittingOf(db, loaded);
    assertMayOpen(question, sitting);
    const behind = whyNotInTurn(question, await listQuestions(db, meetingId));
    if (behind) throw new DomainError('conflict', behind.reason, behind.params);
    if (seen !== undefined) await assertQuestionSeen(db, question, seen);
    await fixBlock(db, question);
    await assertCommittee(db, question);
    if (way === 'hands' && !countsByHands(question.kind)) throw new DomainError('rejected', 'voting.not_by_hands', { field: 'way' });
    if (way === 'paper' && question.mode === 'open') throw new DomainError('rejected', 'voting.paper_is_nameless', { field: 'way' });
    // Opened and taken back since: the key is that of another opening, and may be gone.
    if (key) await assertQuestionSeen(db, question, key.version);
    if (way === 'roll' && question.mode !== 'open') throw new DomainError('rejected', 'voting.roll_is_by_name', { field: 'way' });
    if (seconds !== undefined && way !== 'tablets') throw new DomainError('invalid', 'voting.limit_on_tablets', { field: 'seconds' });
    const deadline = seconds === undefined ? null : new Date(now.getTime() + seconds * 1000);
    const voting = await votingOn(db, meeting, question);
    const { electorate } = voting;
    if (way === 'paper' && electorate.units !== null) throw new DomainError('rejected', 'voting.weights_not_secret');
    if (key) await openBox(db, question, key.publicKey, electorate);
    const calledId = way === 'roll' ? nextName(voting, null) : null;
    await setQuestionState(db, question.id, { state: 'open', openedAt: now, way, deadline, calledId });
    if (deadline && seconds) await enqueue(closeWhenDue, { meetingId, questionId: question.id, openedAt: now.toISOString() }, { afterMs: seconds * 1000 });
    const { members, present } = electorate;
    const needed = neededVotes(meeting.policy, members, present, question);
    emit({ type: QUESTION_OPENED, stream: meetingId, payload: { questionId: question.id, itemId: question.itemId, members, present, needed, way, mode: question.mode, deadline: deadline?.toISOString() ?? null } });
    return { members, present, needed };
  },
  audit: ({ meetingId, way }, { question }, numbers) => ({ objectType: 'question', objectId: question.id, meetingId, details: { ...numbers, way } }),
});
