import { DomainError } from '../../kernel/errors';
import type { BodyPolicy } from '../../shared/rules/body-policy';
import { ballotsOf, contradictionIn, contradictionOfPaper, type Figures, type PaperBallots } from '../../shared/rules/figures';
import type { Electorate } from './electorate';
import { judgeBallots, type Judgement, type ResultNotes } from './judge';
import type { Question } from './question';

/**
 * The result of paper ballots (V67), judged as ballots are: nobody knows which is the chair's, so it decides no tie.
 * @throws DomainError `invalid` with the reason of `contradictionOfPaper`, `contradictionIn`.
 */
export function judgePaper(
  question: Pick<Question, 'kind' | 'options' | 'seats' | 'majority'>,
  { paper, figures }: { paper: PaperBallots; figures: Figures },
  electorate: Electorate,
  policy: Pick<BodyPolicy, 'pass' | 'confidence'>,
  notes: ResultNotes = {},
): Judgement {
  const { issued, returned, invalid } = paper;
  const valid = returned - invalid;
  const wrong = contradictionOfPaper(paper, electorate.present) ?? contradictionIn(question, figures, valid);
  if (wrong) throw new DomainError('invalid', wrong.reason, wrong.params);
  const ballots = [...ballotsOf(question, figures, valid).map((choice) => ({ choice })), ...Array.from({ length: invalid }, () => ({ choice: null }))];
  return judgeBallots(question, ballots, { ...electorate, units: null }, policy, null, { way: 'paper', paper: { issued, returned }, closedBy: 'person', ...notes });
}
