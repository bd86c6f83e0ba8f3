import type { PassRule } from './body-policy';
import { neededOf, percentOf, requireCount } from './majority';

export type VoteCounts = {
  /** Members of the body at the time of the vote: the denominator. */
  members: number;
  /** Members present when the vote closed. */
  present: number;
  for: number;
  against: number;
  abstain: number;
  /** Members present who gave no ballot. */
  noBallot: number;
};

export type VoteReason =
  /** More than the needed share of all members in favour. */
  | 'majority_reached'
  /** Fewer in favour than needed. */
  | 'majority_missed'
  /** Half of all members for, half against; the chair's side decided. */
  | 'tie_chair_for'
  | 'tie_chair_against'
  /** Half and half, and no side of the chair is known (secret ballot, abstention) or the body knows no tie rule. */
  | 'tie_undecided';

export type VoteOutcome = {
  passed: boolean;
  /** Votes in favour that pass the question without a tie rule. */
  needed: number;
  reason: VoteReason;
  /** Members who gave no ballot, absent ones included ("không tham gia"). */
  notTakingPart: number;
  /** Votes in favour in per cent of all members, one decimal. */
  percentFor: number;
};

/**
 * Result of one question (biểu quyết). The majority is one of the members, not of the ballots: 10 for, 8 against of 21 fails.
 * A tie exists only where an even-sized body splits into two halves; then the chair's side decides (trường hợp ngang nhau).
 * Source of the default: Law on Organization of Local Government 2015, Article 117; NĐ 191/2026/NĐ-CP, Article 3(3).
 * @throws RangeError when the counts contradict each other.
 */
export function evaluateVote(input: VoteCounts & { chairSide?: 'for' | 'against' | undefined; rule: PassRule }): VoteOutcome {
  const cast = input.for + input.against + input.abstain;
  requireConsistent(input, cast);
  const needed = neededOf(input.rule.share, input.members);
  const base = { needed, notTakingPart: input.members - cast, percentFor: percentOf(input.for, input.members) };
  if (input.members > 0 && input.for >= needed) return { ...base, passed: true, reason: 'majority_reached' };
  const tie = input.members > 0 && input.for === input.against && input.for * 2 === input.members;
  if (!tie) return { ...base, passed: false, reason: 'majority_missed' };
  if (input.rule.tie === 'not_passed' || input.chairSide === undefined) return { ...base, passed: false, reason: 'tie_undecided' };
  return input.chairSide === 'for'
    ? { ...base, passed: true, reason: 'tie_chair_for' }
    : { ...base, passed: false, reason: 'tie_chair_against' };
}

export type OptionCount = { id: string; votes: number };

export type OptionsOutcome = {
  /** The option chosen, or null when none has the needed votes. */
  chosen: string | null;
  needed: number;
  reason: 'majority_reached' | 'majority_missed' | 'tie_chair' | 'tie_undecided';
  notTakingPart: number;
};

/**
 * A question that offers alternatives (Phương án 1, Phương án 2 …): each member chooses one or none. An option is chosen when it
 * alone meets the body's share of all members; two options with exactly half each follow the chair's option, if known.
 * @throws RangeError when the counts contradict each other or an option occurs twice.
 */
export function evaluateOptions(input: {
  members: number;
  present: number;
  options: readonly OptionCount[];
  /** Ballots that choose no option. */
  none: number;
  noBallot: number;
  chairOption?: string | undefined;
  rule: PassRule;
}): OptionsOutcome {
  if (new Set(input.options.map((option) => option.id)).size !== input.options.length) throw new RangeError('an option occurs twice');
  for (const option of input.options) requireCount(`votes of ${option.id}`, option.votes);
  requireCount('none', input.none);
  const cast = input.options.reduce((sum, option) => sum + option.votes, input.none);
  requireConsistent(input, cast);
  const needed = neededOf(input.rule.share, input.members);
  const base = { needed, notTakingPart: input.members - cast };
  const reaching = input.options.filter((option) => option.votes > 0 && option.votes >= needed);
  const [only] = reaching;
  if (only && reaching.length === 1) return { ...base, chosen: only.id, reason: 'majority_reached' };
  const halves = input.options.filter((option) => option.votes > 0 && option.votes * 2 === input.members);
  if (halves.length < 2) return { ...base, chosen: null, reason: reaching.length > 1 ? 'tie_undecided' : 'majority_missed' };
  const chairs = input.rule.tie === 'chair_side' ? halves.find((option) => option.id === input.chairOption) : undefined;
  return chairs ? { ...base, chosen: chairs.id, reason: 'tie_chair' } : { ...base, chosen: null, reason: 'tie_undecided' };
}

function requireConsistent(counts: { members: number; present: number; noBallot: number } & Partial<VoteCounts>, cast: number): void {
  for (const name of ['members', 'present', 'for', 'against', 'abstain', 'noBallot'] as const) {
    const value = counts[name];
    if (value !== undefined) requireCount(name, value);
  }
  if (counts.present > counts.members) throw new RangeError(`present (${counts.present}) exceeds members (${counts.members})`);
  if (cast + counts.noBallot !== counts.present) {
    throw new RangeError(`ballots (${cast}) and members without ballot (${counts.noBallot}) must add up to those present (${counts.present})`);
  }
}
