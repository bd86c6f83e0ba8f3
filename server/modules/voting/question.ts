import { DomainError } from '../../kernel/errors';
import { countsByHands, MAX_NAMES, isByName, type QuestionKind } from '../../shared/rules/ballot-choice';
import { ruleFor, type BodyPolicy, type MajorityKey, type PassRule } from '../../shared/rules/body-policy';
import { neededOf } from '../../shared/rules/majority';
import type { Quorum } from '../../shared/rules/quorum';
import { LEAST_VOTERS } from '../../shared/rules/secret-voters';
import type { VoteResult } from './result';
import type { VoteWay } from './ways';

/** Chưa mở, đang biểu quyết, đã có kết quả, không biểu quyết nữa (a change before it was adopted). */
export type QuestionState = 'draft' | 'open' | 'closed' | 'fallen';

/** One alternative of a question ("Phương án 1: …"). */
export const MODES = ['open', 'nameless', 'secret'] as const;
/** Công khai ghi tên; công khai không ghi tên (who voted is known, how is not); bỏ phiếu kín. */
export type QuestionMode = (typeof MODES)[number];

/** One alternative, candidate or person of a question ("Phương án 1: …"). */
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
  mode: QuestionMode;
  kind: QuestionKind;
  options: VoteOption[];
  /** How many candidates may be chosen; null for other kinds. */
  seats: number | null;
  /** A majority of its own; null: the body's. */
  majority: MajorityKey | null;
  /** One of the amendments of its item, voted in their order; adopting one lets those after it fall (V26). */
  inSeries: boolean;
  /** Ids of the counting committee (tổ kiểm phiếu), its head first; empty: none was named (V63). */
  counters: string[];
  /** Ids of the items of a block whose one question this is; null: of its item alone (V38). */
  covers: string[] | null;
  state: QuestionState;
  way: VoteWay;
  /** Ballots after it are refused (V29). */
  deadline: Date | null;
  /** Whose name is called in a roll call. */
  calledId: string | null;
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

/** @throws DomainError `conflict`/`voting.already_closed`, `voting.not_open`. */
export function assertOpen(question: Pick<Question, 'state'>): void {
  if (question.state !== 'open') throw new DomainError('conflict', question.state === 'closed' ? 'voting.already_closed' : 'voting.not_open');
}

/** Alternatives or names with ids that follow their order. @throws DomainError `invalid` for too few, too many or equal names (V2). */
export function optionsFrom(kind: Question['kind'], labels: readonly string[]): VoteOption[] {
  if (kind === 'approve' || kind === 'opinions') {
    if (labels.length > 0) throw new DomainError('invalid', 'voting.options_not_wanted', { field: 'options' });
    return [];
  }
  if (kind === 'options' && labels.length < 2) throw new DomainError('invalid', 'voting.options_too_few', { field: 'options' });
  if (kind === 'options' && labels.length > 9) throw new DomainError('invalid', 'voting.options_too_many', { field: 'options', most: 9 });
  if (isByName(kind) && labels.length < 1) throw new DomainError('invalid', 'voting.names_needed', { field: 'options' });
  if (labels.length > MAX_NAMES) throw new DomainError('invalid', 'voting.options_too_many', { field: 'options', most: MAX_NAMES });
  const folded = new Set(labels.map((label) => label.toLowerCase()));
  if (folded.size !== labels.length) throw new DomainError('invalid', 'voting.options_equal', { field: 'options' });
  return labels.map((label, index) => ({ id: `p${index + 1}`, label }));
}

/** Places of an election, within its candidates; null for every other kind. @throws DomainError `invalid`/`voting.seats_wrong` (V25). */
export function seatsFrom(kind: Question['kind'], options: readonly VoteOption[], seats: number | null): number | null {
  if (kind !== 'candidates') return null;
  if (seats === null || seats < 1 || seats > options.length) throw new DomainError('invalid', 'voting.seats_wrong', { field: 'seats', most: options.length });
  return seats;
}

/** @throws DomainError `rejected`/`voting.mode_not_allowed`: the body's rule knows no such vote; one without names is an open one (V24). */
export function assertMode(mode: QuestionMode, { modes }: Pick<BodyPolicy, 'modes'>): void {
  if (!modes.includes(mode === 'nameless' ? 'open' : mode)) throw new DomainError('rejected', 'voting.mode_not_allowed', { field: 'mode' });
}

/** How a vote is counted without tablets: by hands, or on paper ballots where nobody is to see how anybody votes; null: not at all (V32, V66). */
export const withoutTablets = ({ mode, kind }: Pick<Question, 'mode' | 'kind'>): 'hands' | 'paper' | null => {
  if (mode === 'secret') return 'paper';
  return countsByHands(kind) ? 'hands' : mode === 'nameless' ? 'paper' : null;
};

/** What stands before a question in the order of its series; null when nothing does (V26). */
export function whyNotInTurn(question: Pick<Question, 'id' | 'itemId' | 'order' | 'inSeries'>, all: readonly Pick<Question, 'id' | 'itemId' | 'order' | 'inSeries' | 'state' | 'text'>[]): { reason: string; params: Record<string, string> } | null {
  if (!question.inSeries) return null;
  const before = all.find((one) => one.inSeries && one.itemId === question.itemId && one.order < question.order && (one.state === 'draft' || one.state === 'open'));
  return before ? { reason: 'voting.amendment_first', params: { text: before.text } } : null;
}

/** Drafts that an adopted amendment lets fall. */
export const fallenAfter = (question: Pick<Question, 'itemId' | 'order' | 'inSeries'>, all: readonly Question[]): Question[] =>
  question.inSeries ? all.filter((one) => one.inSeries && one.itemId === question.itemId && one.order > question.order && one.state === 'draft') : [];

/**
 * Whether a question may be opened now (V5); null when it may, else the refusal.
 */
export function whyNotOpen(
  question: Pick<Question, 'id' | 'state' | 'itemId' | 'mode'>,
  sitting: { state: string; currentItemId: string | null; openQuestionId: string | null; pausedAt: Date | null; quorum: Quorum },
): { reason: string; params: Record<string, number | string> } | null {
  if (sitting.state !== 'in_session') return { reason: 'voting.not_in_session', params: {} };
  if (question.state === 'fallen') return { reason: 'voting.fallen', params: {} };
  if (question.state !== 'draft') return { reason: question.state === 'open' ? 'voting.already_open' : 'voting.already_closed', params: {} };
  if (question.itemId !== sitting.currentItemId) return { reason: 'voting.item_not_current', params: {} };
  if (sitting.openQuestionId) return { reason: 'voting.another_open', params: {} };
  if (sitting.pausedAt) return { reason: 'voting.paused', params: { at: sitting.pausedAt.toISOString() } };
  const { reached, present, members, needed } = sitting.quorum;
  if (!reached) return { reason: 'voting.no_quorum', params: { present, members, needed } };
  return question.mode === 'secret' && members < LEAST_VOTERS ? { reason: 'voting.too_few_for_secret', params: { members, needed: LEAST_VOTERS } } : null;
}

/** @throws DomainError `conflict` with the reason of `whyNotOpen`. */
export function assertMayOpen(...args: Parameters<typeof whyNotOpen>): void {
  const refusal = whyNotOpen(...args);
  if (refusal) throw new DomainError('conflict', refusal.reason, refusal.params);
}

/** The rule a question is judged by. */
export const ruleOf = (policy: Pick<BodyPolicy, 'pass'>, { majority }: Pick<Question, 'majority'>): PassRule => ruleFor(policy.pass, majority);

/**
 * Votes that pass a question as things stand: known while it runs where the majority is one of the members or of those present; else what it
 * would be if all present voted for or against.
 */
export function neededVotes(policy: Pick<BodyPolicy, 'pass'>, members: number, present = members, question: Pick<Question, 'majority'> = { majority: null }): number {
  const { share, base = 'members' } = ruleOf(policy, question);
  return neededOf(share, base === 'members' ? members : present);
}
