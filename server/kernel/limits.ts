import { LIMITS } from '../shared/rules/limits';
import { DomainError } from './errors';

/** @param count how many there will be. @throws DomainError `rejected`/`limit.reached` {most}. */
export function assertFits(count: number, list: keyof typeof LIMITS): void {
  const most = LIMITS[list];
  if (count > most) throw new DomainError('rejected', 'limit.reached', { most });
}
