import { authorityLines, DEFAULT_PRESIDING } from '../../shared/rules/presiding';
import type { Meeting } from '../meetings';
import type { SittingFacts } from '../sitting';

/** Who presided at the end signs; in the place of the chair of the session with these lines, by the rules of the body (N23). */
export function signedFor({ policy }: Pick<Meeting, 'policy'>, { presided }: Pick<SittingFacts, 'presided'>): string[] {
  const last = presided.at(-1);
  return last?.standing ? authorityLines(policy.presiding ?? DEFAULT_PRESIDING, last.standing, last.person.position) : [];
}
