import { decodeChoice } from '../../../shared/rules/ballot-choice';
import type { BodyPolicy } from '../../../shared/rules/body-policy';
import { countBallots, type BallotCounts, type OpenedChoice } from '../../../secret-ballot';
import { judgeBallots, type Judgement } from '../judge';
import type { Question } from '../question';
import type { BoxClosing } from '../repository.secret';

/** Whether a text is a choice of this question. */
export const isChoiceOf = (question: Pick<Question, 'kind' | 'options' | 'seats'>) => (choice: string): boolean => decodeChoice(question, choice) !== null;

/**
 * Judges the opened ballots of a secret vote by the body's rule (V58), as those of an open one; how the chair voted is nobody's to know, so it
 * decides no tie.
 */
export function judgeSecret(
  question: Pick<Question, 'kind' | 'options' | 'seats' | 'majority'>,
  choices: readonly OpenedChoice[],
  { electorate, closedBy }: BoxClosing,
  policy: Pick<BodyPolicy, 'pass' | 'confidence'>,
): { judgement: Judgement; counts: BallotCounts } {
  const ballots = choices.map((choice) => ({ choice: choice === null ? null : decodeChoice(question, choice) }));
  return { judgement: judgeBallots(question, ballots, electorate, policy, null, { way: 'tablets', closedBy }), counts: countBallots(choices, isChoiceOf(question)) };
}
