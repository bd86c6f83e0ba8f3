import { carry } from '../../kernel/carry';
import type { RunContext } from '../../kernel/command';
import { DomainError } from '../../kernel/errors';
import type { QuestionKind } from '../../shared/rules/ballot-choice';
import { figuresFrom, type TypedFigures } from '../../shared/rules/figures';
import type { ClosedVote } from './closing';
import { closeQuestion } from './commands/close-question';
import { createQuestion } from './commands/create-question';
import { openQuestion } from './commands/open-question';
import { recordPaperBallots } from './commands/record-paper-ballots';
import { recordShowOfHands } from './commands/record-show-of-hands';
import { setCommittee } from './commands/set-committee';
import { withdrawQuestion } from './commands/withdraw-question';
import { loadQuestion } from './loading';
import type { Question } from './question';
import { findOpenQuestion, votersWhoCast } from './repository';
import type { Hands } from './result';

/** A vote as it stands in the notes of a sitting held on paper (sitting L65). */
export interface NotedVote {
  meetingId: string;
  itemId: string;
  /** A question that was prepared; null: as it is worded here. */
  questionId: string | null;
  text: string;
  kind: QuestionKind;
  options: string[];
  seats: number | null;
  /** By hands, or on paper ballots, counted by a committee. */
  way: 'hands' | 'paper';
  /** The committee, its head first; nobody: none is noted. */
  counters: string[];
  counts: TypedFigures;
  chair: string | null;
}

const sideOf = (chair: string | null): 'for' | 'against' | 'abstain' | undefined => (chair === 'for' || chair === 'against' || chair === 'abstain' ? chair : undefined);

/** @throws DomainError `rejected`/`voting.not_by_hands`. */
function handsOf(question: Pick<Question, 'kind' | 'options'>, counts: TypedFigures, chair: string | null): Hands {
  const figures = figuresFrom(question, counts);
  const side = sideOf(chair);
  switch (figures.kind) {
    case 'approve':
    case 'opinions':
      return { ...figures, ...(side ? { chairSide: side } : {}) };
    case 'options':
      return { ...figures, ...(chair ? { chairOption: chair } : {}) };
    case 'candidates':
      return { ...figures, ballots: counts['raised'] ?? 0 };
    case 'each':
    case 'confidence':
      throw new DomainError('rejected', 'voting.not_by_hands', { field: 'way' });
  }
}

/** Puts a question and publishes what was counted, at one moment, by the commands of every other vote by hands or on paper ballots. */
export async function voteOnPaper(vote: NotedVote, context: RunContext<unknown>): Promise<ClosedVote> {
  const { meetingId, itemId, text, kind, options, seats, way, counts, counters, chair } = vote;
  const questionId = vote.questionId ?? (await carry(createQuestion, { meetingId, itemId, text, kind, options, seats, mode: way === 'paper' ? 'secret' : 'open' }, context, undefined)).questionId;
  const { question } = await loadQuestion(context.db, meetingId, questionId, context.caller);
  // Opened for hands it would be sealed on tablets.
  if (question.mode === 'secret' && way === 'hands') throw new DomainError('rejected', 'voting.mode_not_allowed', { field: 'way' });
  if (counters.length > 0) await carry(setCommittee, { meetingId, questionId, version: question.version, counters }, context, undefined);
  const { present } = await carry(openQuestion, { meetingId, questionId, way }, context, null);
  if (way === 'hands') return carry(recordShowOfHands, { meetingId, questionId, present, hands: handsOf(question, counts, chair) }, context, undefined);
  const [issued, returned, invalid] = ['issued', 'returned', 'invalid'].map((field) => counts[field] ?? 0) as [number, number, number];
  return carry(recordPaperBallots, { meetingId, questionId, present, paper: { issued, returned, invalid }, figures: figuresFrom(question, counts) }, context, undefined);
}

/** A vote that was open when the sitting went on on paper: taken back where nobody had voted, else closed with what was there then. */
export async function leaveOpenVote(meetingId: string, context: RunContext<unknown>): Promise<void> {
  const open = await findOpenQuestion(context.db, meetingId);
  if (!open) return;
  const isEmpty = open.mode !== 'secret' && (await votersWhoCast(context.db, open.id)).length === 0;
  await carry(isEmpty || open.way === 'hands' || open.way === 'paper' ? withdrawQuestion : closeQuestion, { meetingId, questionId: open.id }, context, undefined);
}
