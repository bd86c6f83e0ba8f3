import { DomainError } from '../../kernel/errors';
import type { BodyPolicy } from '../../shared/rules/body-policy';
import { neededOf } from '../../shared/rules/majority';
import type { Quorum } from '../../shared/rules/quorum';
import { evaluateOptions, evaluateVote } from '../../shared/rules/tally';
import type { Hands, VoteResult } from './result';

export type QuestionState = 'draft' | 'open' | 'closed';

/** Voters of a secret ballot, at least: fewer would tell each other's choices by what they know of their own (V52). */
export const LEAST_VOTERS = 5;

/** One alternative of a question ("Phương án 1: …"). */
export interface VoteOption {
  id: string;
  label: string;
}

/** A question put to the members (nội dung biểu quyết). */
export interface Question {
  id: string;
  meetingId: string;
  itemId: string;
  order: number;
  text: string;
  mode: 'open' | 'secret';
  kind: 'approve' | 'options';
  options: VoteOption[];
  state: QuestionState;
  /** Members and members present at closing; null before. */
  members: number | null;
  present: number | null;
  result: VoteResult | null;
  passed: boolean | null;
  openedAt: Date | null;
  closedAt: Date | null;
  recordedById: string | null;
  version: number;
}

/** @throws DomainError `conflict`/`voting.not_draft` (V4). */
export function assertDraft(question: Pick<Question, 'state'>): void {
  if (question.state !== 'draft') throw new DomainError('conflict', 'voting.not_draft', { state: question.state });
}

/** Alternatives with ids that follow their order. @throws DomainError `invalid` for too few, too many or equal names (V2). */
export function optionsFrom(kind: Question['kind'], labels: readonly string[]): VoteOption[] {
  if (kind === 'approve') {
    if (labels.length > 0) throw new DomainError('invalid', 'voting.options_not_wanted', { field: 'options' });
    return [];
  }
  if (labels.length < 2) throw new DomainError('invalid', 'voting.options_too_few', { field: 'options' });
  const folded = new Set(labels.map((label) => label.toLowerCase()));
  if (folded.size !== labels.length) throw new DomainError('invalid', 'voting.options_equal', { field: 'options' });
  return labels.map((label, index) => ({ id: `p${index + 1}`, label }));
}

/**
 * Whether a question may be opened now (V5); null when it may, else the refusal.
 */
export function whyNotOpen(
  question: Pick<Question, 'id' | 'state' | 'itemId' | 'mode'>,
  sitting: { state: string; currentItemId: string | null; openQuestionId: string | null; quorum: Quorum },
): { reason: string; params: Record<string, number | string> } | null {
  if (sitting.state !== 'in_session') return { reason: 'voting.not_in_session', params: {} };
  if (question.state !== 'draft') return { reason: question.state === 'open' ? 'voting.already_open' : 'voting.already_closed', params: {} };
  if (question.itemId !== sitting.currentItemId) return { reason: 'voting.item_not_current', params: {} };
  if (sitting.openQuestionId) return { reason: 'voting.another_open', params: {} };
  const { reached, present, members, needed } = sitting.quorum;
  if (!reached) return { reason: 'voting.no_quorum', params: { present, members, needed } };
  return question.mode === 'secret' && members < LEAST_VOTERS ? { reason: 'voting.too_few_for_secret', params: { members, needed: LEAST_VOTERS } } : null;
}

/** @throws DomainError `conflict` with the reason of `whyNotOpen`. */
export function assertMayOpen(...args: Parameters<typeof whyNotOpen>): void {
  const refusal = whyNotOpen(...args);
  if (refusal) throw new DomainError('conflict', refusal.reason, refusal.params);
}

/** Votes that pass a question in this body. */
export const neededVotes = (policy: Pick<BodyPolicy, 'pass'>, members: number): number => neededOf(policy.pass.share, members);

const sumOf = (hands: Hands): number =>
  hands.kind === 'approve' ? hands.for + hands.against + hands.abstain : hands.votes.reduce((sum, option) => sum + option.votes, hands.none);

/**
 * The result of a show of hands (V7–V10), with everything it was judged by.
 * @throws DomainError `conflict`/`voting.not_open`, `invalid`/`voting.wrong_kind`, `voting.unknown_option`,
 * `voting.more_than_present`, `rejected`/`voting.chair_side_needed`.
 */
export function judgeHands(
  question: Pick<Question, 'state' | 'kind' | 'options'>,
  hands: Hands,
  electorate: { members: number; present: number },
  policy: Pick<BodyPolicy, 'pass'>,
): { result: VoteResult; passed: boolean } {
  if (question.state !== 'open') throw new DomainError('conflict', question.state === 'closed' ? 'voting.already_closed' : 'voting.not_open');
  if (question.kind !== hands.kind) throw new DomainError('invalid', 'voting.wrong_kind');
  const sum = sumOf(hands);
  if (sum > electorate.present) throw new DomainError('invalid', 'voting.more_than_present', { sum, present: electorate.present });
  const counts = { ...electorate, noBallot: electorate.present - sum };
  const rule = policy.pass;
  if (hands.kind === 'approve') {
    const chairSide = hands.chairSide === 'abstain' ? undefined : hands.chairSide;
    const outcome = evaluateVote({ ...counts, for: hands.for, against: hands.against, abstain: hands.abstain, chairSide, rule });
    if (outcome.reason === 'tie_undecided' && rule.tie === 'chair_side' && hands.chairSide === undefined) {
      throw new DomainError('rejected', 'voting.chair_side_needed', { for: hands.for, against: hands.against, members: electorate.members });
    }
    const { passed, needed, reason, notTakingPart, percentFor } = outcome;
    const chair = reason.startsWith('tie') ? (hands.chairSide ?? null) : null;
    const votes = { for: hands.for, against: hands.against, abstain: hands.abstain };
    return { passed, result: { kind: 'approve', ...votes, percentFor, reason, chairSide: chair, noBallot: counts.noBallot, notTakingPart, needed, rule } };
  }
  const votesOf = new Map(hands.votes.map((option) => [option.optionId, option.votes]));
  if (votesOf.size !== hands.votes.length || hands.votes.some(({ optionId }) => !question.options.some((option) => option.id === optionId))) {
    throw new DomainError('invalid', 'voting.unknown_option');
  }
  if (hands.chairOption !== undefined && !question.options.some((option) => option.id === hands.chairOption)) {
    throw new DomainError('invalid', 'voting.unknown_option');
  }
  const options = question.options.map((option) => ({ ...option, votes: votesOf.get(option.id) ?? 0 }));
  const outcome = evaluateOptions({ ...counts, options, none: hands.none, chairOption: hands.chairOption, rule });
  if (outcome.reason === 'tie_undecided' && rule.tie === 'chair_side' && hands.chairOption === undefined) {
    const [first, second] = options.filter((option) => option.votes * 2 === electorate.members);
    throw new DomainError('rejected', 'voting.chair_side_needed', { for: first?.votes ?? 0, against: second?.votes ?? 0, members: electorate.members });
  }
  const { chosen, needed, reason, notTakingPart } = outcome;
  const chairOption = reason === 'tie_chair' ? (hands.chairOption ?? null) : null;
  return {
    passed: chosen !== null,
    result: { kind: 'options', options, none: hands.none, chosen, reason, chairOption, noBallot: counts.noBallot, notTakingPart, needed, rule },
  };
}
