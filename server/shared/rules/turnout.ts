import type { MajorityBase, PassRule } from './body-policy';
import { neededOf, requireCount } from './majority';

/** Who could vote when a vote closed, in votes: heads, or units of weight. */
export interface Turnout {
  /** All members that the body's rule counts: the total of a majority of members. */
  members: number;
  /** Who could vote: there in person, or by a substitute where the body gives that a vote. */
  present: number;
  /** There, and not taking part in this item; neither present nor absent. */
  recused: number;
}

/** Every member stands in one of these, once. */
export interface Accounted {
  /** Votes for and against, of whatever kind. */
  decided: number;
  abstained: number;
  invalid: number;
  /** Present, without a vote. */
  noBallot: number;
  recused: number;
  absent: number;
}

/**
 * @param recusedStay whether `members` has the recused in it.
 * @throws RangeError when the counts contradict each other.
 */
export function account(turnout: Turnout, votes: { decided: number; abstained: number; invalid: number }, recusedStay = true): Accounted {
  for (const [name, value] of Object.entries({ ...turnout, ...votes })) requireCount(name, value);
  const taken = turnout.present + (recusedStay ? turnout.recused : 0);
  if (taken > turnout.members) throw new RangeError(`present and recused (${taken}) exceed members (${turnout.members})`);
  const noBallot = turnout.present - votes.decided - votes.abstained - votes.invalid;
  if (noBallot < 0) throw new RangeError(`votes exceed those present (${turnout.present})`);
  return { ...votes, noBallot, recused: turnout.recused, absent: turnout.members - taken };
}

/** The total that a majority is a share of. */
export function totalOf(base: MajorityBase, { members, present }: Turnout, { decided, abstained }: Pick<Accounted, 'decided' | 'abstained'>): number {
  switch (base) {
    case 'members':
      return members;
    case 'present':
      return present;
    case 'cast':
      return decided + abstained;
    case 'decided':
      return decided;
  }
}

/** Whether the share is a half: only then do two halves leave it to the chair's side. */
export const asksForHalf = ({ share }: Pick<PassRule, 'share'>): boolean => share.numerator * 2 === share.denominator;

/** What was needed, of how many, and what was got: enough to say a result in words. */
export interface Measure {
  needed: number;
  base: MajorityBase;
  total: number;
  got: number;
}

export function measure(rule: PassRule, turnout: Turnout, votes: Pick<Accounted, 'decided' | 'abstained'>, got: number): Measure & { reached: boolean } {
  const base = rule.base ?? 'members';
  const total = totalOf(base, turnout, votes);
  const needed = neededOf(rule.share, total);
  return { needed, base, total, got, reached: total > 0 && got > 0 && got >= needed };
}
