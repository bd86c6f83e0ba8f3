import type { BodyPolicy } from './body-policy';
import { neededOf } from './majority';

/** What a member declares of an item before it begins: nothing against it (không có ý kiến khác), wants to speak, objects, asks who presents it. */
export const POSITION_KINDS = ['consent', 'speak', 'object', 'question'] as const;
export type PositionKind = (typeof POSITION_KINDS)[number];

/** Who must have declared that nothing speaks against an item: every member, as many as make the quorum, or nobody, silence being consent. */
export const CONSENT_RULES = ['all', 'quorum', 'silence'] as const;
export type ConsentRule = (typeof CONSENT_RULES)[number];

/** Bodies that say nothing of it: silence is no consent. */
export const consentRuleOf = ({ positions }: Pick<BodyPolicy, 'positions'>): ConsentRule => positions?.consent ?? 'all';

/** How many members must have nothing against an item. */
export function consentsNeeded(policy: Pick<BodyPolicy, 'positions' | 'quorum'>, members: number): number {
  const rule = consentRuleOf(policy);
  return rule === 'all' ? members : rule === 'quorum' ? neededOf(policy.quorum, members) : 0;
}

export interface Tally {
  consent: number;
  speak: number;
  object: number;
  question: number;
}

/** Somebody wants it debated; all who have to say so have nothing against it; or answers are missing. */
export type Standing = 'contested' | 'agreed' | 'open';

export function standingOf(tally: Tally, needed: number): Standing {
  if (tally.speak + tally.object + tally.question > 0) return 'contested';
  return tally.consent >= needed ? 'agreed' : 'open';
}
