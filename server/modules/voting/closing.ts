import type { DomainEvent } from '../../kernel/events';
import type { Db } from '../../kernel/ports/database';
import { decodeChoice } from '../../shared/rules/ballot-choice';
import type { Meeting } from '../meetings';
import { settleCovered } from './block';
import { weightOf, type Electorate } from './electorate';
import { QUESTION_CLOSED, QUESTION_FALLEN } from './events';
import { judgeBallots, type Judgement } from './judge';
import { fallenAfter, type Question } from './question';
import { forgetChoices, listBallots, listQuestions, setQuestionState } from './repository';
import type { VoteResult } from './result';

interface Closing {
  now: Date;
  emit(event: DomainEvent): void;
  recordedById: string | null;
}

export interface ClosedVote {
  members: number;
  present: number;
  passed: boolean;
  result: VoteResult;
}

/** Writes a result down for good, lets what an adopted amendment excludes fall, and says so (V12, V26). */
export async function publish(db: Db, question: Question, { result, passed }: Judgement, { members, present }: Electorate, { now, emit, recordedById }: Closing): Promise<ClosedVote> {
  const snapshot = { members, present, passed, result };
  const { meetingId: stream, itemId } = question;
  await setQuestionState(db, question.id, { state: 'closed', closedAt: now, recordedById, ...snapshot });
  emit({ type: QUESTION_CLOSED, stream, payload: { questionId: question.id, itemId, needed: result.needed, ...snapshot } });
  await settleCovered(question, passed, { db, now, emit });
  if (!passed) return snapshot;
  for (const fallen of fallenAfter(question, await listQuestions(db, question.meetingId))) {
    await setQuestionState(db, fallen.id, { state: 'fallen', closedAt: now });
    emit({ type: QUESTION_FALLEN, stream, payload: { questionId: fallen.id, itemId, adoptedId: question.id } });
  }
  return snapshot;
}

/**
 * Closes a vote of which ballots are here: counted are those of people who could vote at this moment (V28). Of a vote without names, how
 * somebody voted is forgotten with its result (V23).
 * @param voters who could vote, as the electorate counts them.
 */
export async function closeBallots(
  db: Db,
  question: Question,
  { policy, chairId }: Pick<Meeting, 'policy' | 'chairId'>,
  { electorate, voters }: { electorate: Electorate; voters: ReadonlySet<string> },
  closing: Closing & { closedBy: 'person' | 'deadline' },
): Promise<ClosedVote> {
  const ballots = (await listBallots(db, question.id)).filter(({ voterId }) => voters.has(voterId));
  const counted = ballots.map(({ voterId, choice }) => ({ voterId, choice: decodeChoice(question, choice), weight: weightOf(policy, voterId) }));
  const chair = counted.find(({ voterId }) => voterId === chairId)?.choice ?? null;
  const judgement = judgeBallots(question, counted, electorate, policy, chair, { way: question.way, closedBy: closing.closedBy });
  if (question.mode !== 'open') await forgetChoices(db, question.id);
  return publish(db, question, judgement, electorate, closing);
}
