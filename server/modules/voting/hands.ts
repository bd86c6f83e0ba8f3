import { DomainError } from '../../kernel/errors';
import type { Choice } from '../../shared/rules/ballot-choice';
import type { BodyPolicy } from '../../shared/rules/body-policy';
import type { Electorate } from './electorate';
import { chairNeeded, judgeBallots, type CountedBallot, type Judgement, type ResultNotes } from './judge';
import { assertOpen, ruleOf, type Question } from './question';
import type { Hands } from './result';

const repeated = (choice: Choice, count: number): CountedBallot[] => Array.from({ length: count }, () => ({ choice }));

/** The hands that were counted, as so many ballots, and the chair's own. */
function asBallots(question: Pick<Question, 'options'>, hands: Hands): { ballots: CountedBallot[]; chair: Choice | null } {
  switch (hands.kind) {
    case 'approve':
      return {
        ballots: (['for', 'against', 'abstain'] as const).flatMap((side) => repeated({ kind: 'approve', side }, hands[side])),
        chair: hands.chairSide ? { kind: 'approve', side: hands.chairSide } : null,
      };
    case 'opinions':
      return {
        ballots: [
          ...repeated({ kind: 'opinions', opinion: 'agree' }, hands.agree),
          ...repeated({ kind: 'opinions', opinion: 'disagree' }, hands.disagree),
          ...repeated({ kind: 'opinions', opinion: 'other', words: '' }, hands.other),
        ],
        chair: hands.chairSide && hands.chairSide !== 'abstain' ? { kind: 'opinions', opinion: hands.chairSide === 'for' ? 'agree' : 'disagree' } : null,
      };
    case 'options': {
      const known = new Set(question.options.map(({ id }) => id));
      const asked = new Set(hands.votes.map(({ optionId }) => optionId));
      if (asked.size !== hands.votes.length || [...asked, ...(hands.chairOption === undefined ? [] : [hands.chairOption])].some((id) => !known.has(id))) throw new DomainError('invalid', 'voting.unknown_option');
      return {
        ballots: [...hands.votes.flatMap(({ optionId, votes }) => repeated({ kind: 'options', optionId }, votes)), ...repeated({ kind: 'options', optionId: null }, hands.none)],
        chair: hands.chairOption === undefined ? null : { kind: 'options', optionId: hands.chairOption },
      };
    }
  }
}

const sumOf = (hands: Hands): number => {
  switch (hands.kind) {
    case 'approve':
      return hands.for + hands.against + hands.abstain;
    case 'opinions':
      return hands.agree + hands.disagree + hands.other;
    case 'options':
      return hands.votes.reduce((sum, option) => sum + option.votes, hands.none);
  }
};

/**
 * The result of a show of hands (V7–V10), with everything it was judged by. Hands have no weight: where votes do, they are not counted so.
 * @throws DomainError `conflict`/`voting.not_open`, `invalid`/`voting.wrong_kind`, `voting.unknown_option`,
 * `voting.more_than_present`, `rejected`/`voting.chair_side_needed`.
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
  const { ballots, chair } = asBallots(question, hands);
  const judgement = judgeBallots(judged, ballots, { recused: 0, recusedStay: true, ...electorate, units: null }, policy, chair, { way: 'hands', closedBy: 'person', ...notes });
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
