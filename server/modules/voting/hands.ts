import { DomainError } from '../../kernel/errors';
import type { Choice } from '../../shared/rules/ballot-choice';
import type { BodyPolicy } from '../../shared/rules/body-policy';
import { ballotsOf, contradictionIn, type Figures } from '../../shared/rules/figures';
import type { Electorate } from './electorate';
import { chairNeeded, judgeBallots, type Judgement, type ResultNotes } from './judge';
import { assertOpen, ruleOf, type Question } from './question';
import type { Hands } from './result';

type Options = Pick<Question, 'options'>;

/** The hands with a figure for every name: none raised where none was entered. @throws DomainError `invalid`/`voting.unknown_option`. */
function figuresOf({ options }: Options, hands: Hands): Figures {
  if (!('votes' in hands)) return hands;
  const known = new Set(options.map(({ id }) => id));
  const asked = new Set(hands.votes.map(({ optionId }) => optionId));
  const chair = 'chairOption' in hands && hands.chairOption !== undefined ? [hands.chairOption] : [];
  if (asked.size !== hands.votes.length || [...asked, ...chair].some((id) => !known.has(id))) throw new DomainError('invalid', 'voting.unknown_option');
  return { kind: hands.kind, none: hands.none, votes: options.map(({ id }) => ({ optionId: id, votes: hands.votes.find(({ optionId }) => optionId === id)?.votes ?? 0 })) };
}

/** What the chair's own hand said, where a tie makes it count. */
function chairOf(hands: Hands): Choice | null {
  switch (hands.kind) {
    case 'approve':
      return hands.chairSide ? { kind: 'approve', side: hands.chairSide } : null;
    case 'opinions':
      return hands.chairSide && hands.chairSide !== 'abstain' ? { kind: 'opinions', opinion: hands.chairSide === 'for' ? 'agree' : 'disagree' } : null;
    case 'options':
      return hands.chairOption === undefined ? null : { kind: 'options', optionId: hands.chairOption };
    case 'candidates':
      return null;
  }
}

/** Members who raised a hand. */
const sumOf = (hands: Hands): number => {
  switch (hands.kind) {
    case 'approve':
      return hands.for + hands.against + hands.abstain;
    case 'opinions':
      return hands.agree + hands.disagree + hands.other;
    case 'options':
      return hands.votes.reduce((sum, option) => sum + option.votes, hands.none);
    case 'candidates':
      return hands.ballots;
  }
};

/**
 * The result of a show of hands (V7–V10, V65), with everything it was judged by. Hands have no weight: where votes do, they are not counted so.
 * @throws DomainError `conflict`/`voting.not_open`, `invalid`/`voting.wrong_kind`, `voting.unknown_option`,
 * `voting.more_than_present`, those of `contradictionIn`, `rejected`/`voting.chair_side_needed`.
 */
export function judgeHands(
  question: Pick<Question, 'state' | 'kind' | 'options'> & Partial<Pick<Question, 'seats' | 'majority'>>,
  hands: Hands,
  electorate: Pick<Electorate, 'members' | 'present'> & Partial<Electorate>,
  policy: Pick<BodyPolicy, 'pass' | 'confidence'>,
  notes: ResultNotes = {},
): Judgement {
  assertOpen(question);
  if (question.kind !== hands.kind) throw new DomainError('invalid', 'voting.wrong_kind');
  const sum = sumOf(hands);
  const { members, present } = electorate;
  if (sum > present) throw new DomainError('invalid', 'voting.more_than_present', { sum, present });
  const judged = { seats: null, majority: null, ...question };
  const figures = figuresOf(judged, hands);
  const wrong = contradictionIn(judged, figures, sum);
  if (wrong) throw new DomainError('invalid', wrong.reason, wrong.params);
  const ballots = ballotsOf(judged, figures, sum).map((choice) => ({ choice }));
  const judgement = judgeBallots(judged, ballots, { recused: 0, recusedStay: true, ...electorate, units: null }, policy, chairOf(hands), { way: 'hands', closedBy: 'person', ...notes });
  const { result } = judgement;
  const isTied = 'reason' in result && result.reason === 'tie_undecided' && ruleOf(policy, judged).tie === 'chair_side';
  if (!isTied) return judgement;
  if (result.kind === 'options' && hands.kind === 'options' && hands.chairOption === undefined) {
    const [first, second] = result.options.filter((option) => option.votes * 2 === result.total);
    if (first && second) return chairNeeded({ for: first.votes, against: second.votes, members });
  }
  if (hands.kind === 'approve' && hands.chairSide === undefined) return chairNeeded({ for: hands.for, against: hands.against, members });
  if (hands.kind === 'opinions' && hands.chairSide === undefined) return chairNeeded({ for: hands.agree, against: hands.disagree, members });
  return judgement;
}
