import type { ConfidenceRule, PassRule } from './body-policy';
import { neededOf, percentOf, requireCount } from './majority';
import { account, asksForHalf, measure, totalOf, type Accounted, type Measure, type Turnout } from './turnout';

/** Where the votes of a question are judged: whoever could vote, by which rule. Counts are heads, or units of weight. */
interface Judged extends Omit<Turnout, 'recused'> {
  recused?: number;
  /** Ballots that say nothing which can be counted. */
  invalid?: number;
  /** Members present without a vote, where somebody counted them: they have to add up. */
  noBallot?: number;
  rule: PassRule;
  /** `members` is without the recused. */
  recusedLeave?: boolean;
}

export type VoteReason =
  /** The needed share in favour. */
  | 'majority_reached'
  /** Fewer in favour than needed. */
  | 'majority_missed'
  /** Half for, half against; the chair's side decided. */
  | 'tie_chair_for'
  | 'tie_chair_against'
  /** Half and half, and no side of the chair is known (secret ballot, abstention) or the body knows no tie rule. */
  | 'tie_undecided';

/** How a vote came out, with every member accounted for. */
interface Outcome extends Measure {
  counts: Accounted;
  /** Members who gave no valid vote, absent ones included ("không tham gia"). */
  notTakingPart: number;
}

export interface VoteOutcome extends Outcome {
  passed: boolean;
  reason: VoteReason;
  /** Votes in favour in per cent of what the majority is a share of, one decimal. */
  percentFor: number;
}

const turnoutOf = ({ members, present, recused = 0 }: Judged): Turnout => ({ members, present, recused });

function counted(input: Judged, decided: number, abstained: number): Accounted {
  if (input.noBallot !== undefined) requireCount('noBallot', input.noBallot);
  const counts = account(turnoutOf(input), { decided, abstained, invalid: input.invalid ?? 0 }, !input.recusedLeave);
  if (input.noBallot !== undefined && input.noBallot !== counts.noBallot) throw new RangeError(`votes and members without one (${input.noBallot}) must add up to those present (${input.present})`);
  return counts;
}

const apart = ({ noBallot, recused, absent }: Accounted, recusedLeave = false): number => noBallot + absent + (recusedLeave ? 0 : recused);

/**
 * Result of one question (biểu quyết). Where the majority is one of the members and not of the ballots, 10 for, 8 against of 21 fails.
 * A tie exists only where more than half is needed and the votes split into two halves; then the chair's side may decide (trường hợp ngang nhau).
 * Source of the default: Law on Organization of Local Government 2015, Article 117; NĐ 191/2026/NĐ-CP, Article 3(3).
 * @throws RangeError when the counts contradict each other.
 */
export function evaluateVote(input: Judged & { for: number; against: number; abstain: number; chairSide?: 'for' | 'against' | undefined }): VoteOutcome {
  const { rule } = input;
  requireCount('for', input.for);
  requireCount('against', input.against);
  requireCount('abstain', input.abstain);
  const counts = counted(input, input.for + input.against, input.abstain);
  const { reached, ...measured } = measure(rule, turnoutOf(input), counts, input.for);
  const base = { ...measured, counts, notTakingPart: apart(counts, input.recusedLeave), percentFor: percentOf(input.for, measured.total) };
  if (reached) return { ...base, passed: true, reason: 'majority_reached' };
  const tie = asksForHalf(rule) && input.for > 0 && input.for === input.against && input.for * 2 === measured.total;
  if (!tie) return { ...base, passed: false, reason: 'majority_missed' };
  if (rule.tie === 'not_passed' || input.chairSide === undefined) return { ...base, passed: false, reason: 'tie_undecided' };
  return input.chairSide === 'for' ? { ...base, passed: true, reason: 'tie_chair_for' } : { ...base, passed: false, reason: 'tie_chair_against' };
}

export type OptionCount = { id: string; votes: number };

export interface OptionsOutcome extends Omit<Outcome, 'got'> {
  /** The option chosen, or null when none has the needed votes. */
  chosen: string | null;
  reason: 'majority_reached' | 'majority_missed' | 'tie_chair' | 'tie_undecided';
}

function requireOptions(options: readonly OptionCount[]): void {
  if (new Set(options.map((option) => option.id)).size !== options.length) throw new RangeError('an option occurs twice');
  for (const option of options) requireCount(`votes of ${option.id}`, option.votes);
}

/**
 * A question that offers alternatives (Phương án 1, Phương án 2 …): each member chooses one or none. An option is chosen when it
 * alone meets the share; two options with exactly half each follow the chair's option, if known.
 * @throws RangeError when the counts contradict each other or an option occurs twice.
 */
export function evaluateOptions(input: Judged & { options: readonly OptionCount[]; /** Ballots that choose no option. */ none: number; chairOption?: string | undefined }): OptionsOutcome {
  const { options, rule } = input;
  requireOptions(options);
  requireCount('none', input.none);
  const counts = counted(input, options.reduce((sum, { votes }) => sum + votes, 0), input.none);
  const measured = options.map((option) => ({ ...option, ...measure(rule, turnoutOf(input), counts, option.votes) }));
  const base = rule.base ?? 'members';
  const total = totalOf(base, turnoutOf(input), counts);
  const common = { base, total, needed: neededOf(rule.share, total), counts, notTakingPart: apart(counts, input.recusedLeave) };
  const reaching = measured.filter(({ reached }) => reached);
  const [only] = reaching;
  if (only && reaching.length === 1) return { ...common, chosen: only.id, reason: 'majority_reached' };
  const halves = asksForHalf(rule) ? options.filter(({ votes }) => votes > 0 && votes * 2 === total) : [];
  if (halves.length < 2) return { ...common, chosen: null, reason: reaching.length > 1 ? 'tie_undecided' : 'majority_missed' };
  const chairs = rule.tie === 'chair_side' ? halves.find((option) => option.id === input.chairOption) : undefined;
  return chairs ? { ...common, chosen: chairs.id, reason: 'tie_chair' } : { ...common, chosen: null, reason: 'tie_undecided' };
}

export interface ElectionOutcome extends Omit<Outcome, 'got'> {
  /** In the order of their votes. */
  elected: string[];
  /** Equal votes at the last place, more of them than places: nobody of them is elected. */
  tied: string[];
  reason: 'filled' | 'short' | 'tied';
}

/**
 * Election of so many of the candidates (bầu): each ballot chooses as many as there are places, or fewer. Elected is who has the needed share
 * of ballots, the most votes first; equal ones for the last place are not elected, and voted on again.
 * @param input.ballots valid ballots that choose somebody; `none` valid ballots that choose nobody.
 * @throws RangeError as `evaluateOptions`, and for more votes than the ballots can hold.
 */
export function evaluateElection(input: Judged & { options: readonly OptionCount[]; seats: number; ballots: number; none: number }): ElectionOutcome {
  const { options, seats, ballots, rule } = input;
  requireOptions(options);
  if (options.some(({ votes }) => votes > ballots) || options.reduce((sum, { votes }) => sum + votes, 0) > ballots * seats) throw new RangeError('more votes than ballots');
  const counts = counted(input, ballots, input.none);
  const base = rule.base ?? 'members';
  const total = totalOf(base, turnoutOf(input), counts);
  const needed = neededOf(rule.share, total);
  const reaching = options.filter(({ votes }) => total > 0 && votes > 0 && votes >= needed).sort((a, b) => b.votes - a.votes);
  const last = reaching[seats - 1]?.votes;
  const isSplit = last !== undefined && reaching[seats]?.votes === last;
  const elected = (isSplit ? reaching.filter(({ votes }) => votes > last) : reaching.slice(0, seats)).map(({ id }) => id);
  const tied = isSplit ? reaching.filter(({ votes }) => votes === last).map(({ id }) => id) : [];
  return { base, total, needed, counts, notTakingPart: apart(counts, input.recusedLeave), elected, tied, reason: isSplit ? 'tied' : elected.length === seats ? 'filled' : 'short' };
}

export type GradeCount = { id: string; high: number; medium: number; low: number };
export type Standing = 'kept' | 'may_resign' | 'dismissal';

/** What the grades of one person lead to in a vote of confidence. */
export function evaluateConfidence(rule: ConfidenceRule, turnout: Turnout, grades: Omit<GradeCount, 'id'>, abstained: number): { standing: Standing; total: number; resign: number; dismissal: number } {
  const total = totalOf(rule.base, turnout, { decided: grades.high + grades.medium + grades.low, abstained });
  const [resign, dismissal] = [neededOf(rule.resign, total), neededOf(rule.dismissal, total)];
  const reaches = (needed: number): boolean => total > 0 && grades.low > 0 && grades.low >= needed;
  return { total, resign, dismissal, standing: reaches(dismissal) ? 'dismissal' : reaches(resign) ? 'may_resign' : 'kept' };
}
