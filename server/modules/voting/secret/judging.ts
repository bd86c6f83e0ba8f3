import type { BodyPolicy } from '../../../shared/rules/body-policy';
import { evaluateOptions, evaluateVote } from '../../../shared/rules/tally';
import { countBallots, type BallotCounts, type OpenedChoice } from '../../../secret-ballot';
import type { Question } from '../question';
import type { VoteResult } from '../result';

/** Choices of a question as they stand in a ballot: `for`, `against`, `abstain`; ids of alternatives, `none`. */
export function isChoiceOf({ kind, options }: Pick<Question, 'kind' | 'options'>): (choice: string) => boolean {
  const known = new Set(kind === 'approve' ? ['for', 'against', 'abstain'] : [...options.map(({ id }) => id), 'none']);
  return (choice) => known.has(choice);
}

/**
 * Judges the opened ballots of a secret vote by the body's rule (V58). Nobody's ballot weighs more, the chair's among them: half against half is not
 * passed, since how the chair voted is nobody's to know. Invalid ballots are neither for nor against.
 */
export function judgeSecret(
  question: Pick<Question, 'kind' | 'options'>,
  choices: readonly OpenedChoice[],
  electorate: { members: number; present: number },
  { pass: rule }: Pick<BodyPolicy, 'pass'>,
): { result: VoteResult; passed: boolean; counts: BallotCounts } {
  const counts = countBallots(choices, isChoiceOf(question));
  const votes = (choice: string): number => counts.choices[choice] ?? 0;
  // Somebody may have left after voting: more ballots than people there is no fault.
  const noBallot = Math.max(0, electorate.present - (counts.ballots - counts.invalid));
  const present = counts.ballots - counts.invalid + noBallot;
  if (question.kind === 'approve') {
    const sides = { for: votes('for'), against: votes('against'), abstain: votes('abstain') };
    const { passed, needed, reason, notTakingPart, percentFor } = evaluateVote({ ...electorate, present, noBallot, ...sides, rule });
    return { counts, passed, result: { kind: 'approve', ...sides, percentFor, reason, chairSide: null, noBallot, notTakingPart, needed, rule } };
  }
  const options = question.options.map((option) => ({ ...option, votes: votes(option.id) }));
  const { chosen, needed, reason, notTakingPart } = evaluateOptions({ ...electorate, present, noBallot, options, none: votes('none'), rule });
  return { counts, passed: chosen !== null, result: { kind: 'options', options, none: votes('none'), chosen, reason, chairOption: null, noBallot, notTakingPart, needed, rule } };
}
