import { neededOf, percentOf, requireCount } from './majority';
import type { Share } from './majority';

export type Quorum = {
  members: number;
  present: number;
  /** Members that must be present. */
  needed: number;
  /** Members still missing; 0 once the quorum is reached. */
  missing: number;
  reached: boolean;
  /** Members present, in per cent of all members, one decimal. */
  percent: number;
};

/**
 * Quorum of a session (đủ điều kiện tiến hành): only members count, in the room or on line; guests and substitutes do not.
 * Source of the default 2/3: Law on Organization of Local Government 2015, Article 113 (to be confirmed for Luật 72/2025/QH15).
 */
export function evaluateQuorum(input: { members: number; present: number; rule: Share }): Quorum {
  const { members, present, rule } = input;
  requireCount('members', members);
  requireCount('present', present);
  if (present > members) throw new RangeError(`present (${present}) exceeds members (${members})`);
  const needed = neededOf(rule, members);
  return {
    members,
    present,
    needed,
    missing: Math.max(0, needed - present),
    reached: members > 0 && present >= needed,
    percent: percentOf(present, members),
  };
}
