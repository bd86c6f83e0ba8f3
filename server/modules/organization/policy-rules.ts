import { DomainError } from '../../kernel/errors';
import type { BodyPolicy } from '../../shared/rules/body-policy';

/**
 * Refuses what a body may not decide for itself (O5): that substitutes vote (NĐ 191/2026/NĐ-CP, Article 21), that fewer
 * than half of the members decide, that nobody raises a hand.
 * @throws DomainError `rejected`/`organization.substitutes_never_vote`, `organization.minority_decides`, `organization.open_vote_needed`.
 */
export function assertPolicy({ substitutesVote, pass: { share }, modes }: BodyPolicy): void {
  if (substitutesVote) throw new DomainError('rejected', 'organization.substitutes_never_vote');
  if (share.numerator * 2 < share.denominator) throw new DomainError('rejected', 'organization.minority_decides');
  if (!modes.includes('open')) throw new DomainError('rejected', 'organization.open_vote_needed');
}
