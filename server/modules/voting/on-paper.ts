import { carry } from '../../kernel/carry';
import { personIdOf } from '../../kernel/actor';
import type { RunContext } from '../../kernel/command';
import { DomainError } from '../../kernel/errors';
import type { Choice } from '../../shared/rules/ballot-choice';
import { publish, type ClosedVote } from './closing';
import { createQuestion } from './commands/create-question';
import { closeQuestion } from './commands/close-question';
import { openQuestion } from './commands/open-question';
import { recordShowOfHands } from './commands/record-show-of-hands';
import { withdrawQuestion } from './commands/withdraw-question';
import { QUESTION_OPENED } from './events';
import { judgeBallots, type CountedBallot } from './judge';
import { loadQuestion, sittingOf, votingOn } from './loading';
import { assertMayOpen, neededVotes, type Question } from './question';
import { findOpenQuestion, setQuestionState, votersWhoCast } from './repository';
import type { Hands } from './result';

/** Figures by what they count, as notes have them. */
export type Figures = Readonly<Record<string, number | null>>;

/** A vote as it stands in the notes of a sitting held on paper (sitting L65). */
export interface NotedVote {
  meetingId: string;
  itemId: string;
  /** A question that was prepared; null: as it is worded here. */
  questionId: string | null;
  text: string;
  /** By hands, or by secret ballot on paper, counted by a committee. */
  way: 'hands' | 'paper';
  counts: Figures;
  chair: string | null;
}

const sideOf = (chair: string | null): 'for' | 'against' | 'abstain' | undefined => (chair === 'for' || chair === 'against' || chair === 'abstain' ? chair : undefined);

function handsOf({ kind, options }: Pick<Question, 'kind' | 'options'>, counts: Figures, chair: string | null): Hands {
  const of = (side: string): number => counts[side] ?? 0;
  const side = sideOf(chair);
  const chairSide = side ? { chairSide: side } : {};
  if (kind === 'opinions') return { kind, agree: of('agree'), disagree: of('disagree'), other: of('other'), ...chairSide };
  if (kind === 'options') return { kind, votes: options.map(({ id }) => ({ optionId: id, votes: of(id) })), none: of('none'), ...(chair ? { chairOption: chair } : {}) };
  return { kind: 'approve', for: of('for'), against: of('against'), abstain: of('abstain'), ...chairSide };
}

/** Ballots of paper that a committee counted: figures alone, nobody's own. */
function countedBallots(question: Pick<Question, 'kind' | 'options'>, counts: Figures): CountedBallot[] {
  const times = (choice: Choice | null, side: string): CountedBallot[] => Array.from({ length: counts[side] ?? 0 }, () => ({ choice }));
  const invalid = times(null, 'invalid');
  if (question.kind === 'opinions') return [...invalid, ...(['agree', 'disagree', 'other'] as const).flatMap((opinion) => times(opinion === 'other' ? { kind: 'opinions', opinion, words: '' } : { kind: 'opinions', opinion }, opinion))];
  if (question.kind === 'options') return [...invalid, ...question.options.flatMap(({ id }) => times({ kind: 'options', optionId: id }, id)), ...times({ kind: 'options', optionId: null }, 'none')];
  return [...invalid, ...(['for', 'against', 'abstain'] as const).flatMap((side) => times({ kind: 'approve', side }, side))];
}

/** Puts a question and publishes what was counted, at one moment, by the rules of every other vote: quorum, turn, who was there, majority. */
export async function voteOnPaper(vote: NotedVote, context: RunContext<unknown>): Promise<ClosedVote> {
  const { db, now, caller, emit } = context;
  const { meetingId, itemId, way, counts, chair } = vote;
  const questionId = vote.questionId ?? (await carry(createQuestion, { meetingId, itemId, text: vote.text, mode: way === 'paper' ? 'secret' : 'open' }, context, undefined)).questionId;
  const loaded = await loadQuestion(db, meetingId, questionId, caller);
  if ((loaded.question.mode === 'secret') !== (way === 'paper')) throw new DomainError('rejected', 'voting.mode_not_allowed', { field: 'way' });
  if (way === 'hands') {
    const { present } = await carry(openQuestion, { meetingId, questionId, way: 'hands' }, context, { publicKey: null });
    return carry(recordShowOfHands, { meetingId, questionId, present, hands: handsOf(loaded.question, counts, chair) }, context, undefined);
  }
  assertMayOpen(loaded.question, await sittingOf(db, loaded));
  const { electorate } = await votingOn(db, loaded.meeting, loaded.question);
  const ballots = countedBallots(loaded.question, counts);
  if (ballots.length > electorate.present) throw new DomainError('invalid', 'voting.more_than_present', { sum: ballots.length, present: electorate.present });
  const { members, present } = electorate;
  await setQuestionState(db, questionId, { state: 'open', openedAt: now, way: 'hands', deadline: null, calledId: null });
  emit({ type: QUESTION_OPENED, stream: meetingId, payload: { questionId, itemId, members, present, needed: neededVotes(loaded.meeting.policy, members, present, loaded.question), way, mode: 'secret', deadline: null } });
  // A tie goes with nobody where nobody knows how the chair voted (V58); weights are of people, and here are figures.
  const judgement = judgeBallots(loaded.question, ballots, { ...electorate, units: null }, loaded.meeting.policy, null, { way, closedBy: 'person' });
  return publish(db, loaded.question, judgement, electorate, { now, emit, recordedById: personIdOf(caller) });
}

/** A vote that was open when the sitting went on on paper: taken back where nobody had voted, else closed with what was there then. */
export async function leaveOpenVote(meetingId: string, context: RunContext<unknown>): Promise<void> {
  const open = await findOpenQuestion(context.db, meetingId);
  if (!open) return;
  const isEmpty = open.mode !== 'secret' && (await votersWhoCast(context.db, open.id)).length === 0;
  await carry(isEmpty || open.way === 'hands' ? withdrawQuestion : closeQuestion, { meetingId, questionId: open.id }, context, undefined);
}
