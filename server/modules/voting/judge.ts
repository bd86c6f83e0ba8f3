import { DomainError } from '../../kernel/errors';
import { defaultConfidenceRule } from '../../shared/law/confidence';
import { encodeChoice, type Choice } from '../../shared/rules/ballot-choice';
import type { BodyPolicy } from '../../shared/rules/body-policy';
import { evaluateConfidence, evaluateElection, evaluateOptions, evaluateVote, type VoteOutcome } from '../../shared/rules/tally';
import { account } from '../../shared/rules/turnout';
import { unitsOf } from '../../shared/rules/weights';
import type { Electorate } from './electorate';
import { ruleOf, type Question } from './question';
import type { VoteResult } from './result';

/** One ballot to be counted: what it says, null where that is no ballot of the question; `weight` of whose vote it is, '1' if absent. */
export interface CountedBallot {
  choice: Choice | null;
  weight?: string;
}

export interface Judgement {
  result: VoteResult;
  passed: boolean;
}

type Judged = Pick<Question, 'kind' | 'options' | 'seats' | 'majority'>;

/** What a result says beside its votes. */
export type ResultNotes = Pick<VoteResult, 'way' | 'closedBy' | 'broken' | 'paper'>;

const sideOf = (choice: Choice | null | undefined): 'for' | 'against' | 'abstain' | null => {
  if (choice?.kind === 'approve') return choice.side;
  if (choice?.kind === 'opinions') return choice.opinion === 'agree' ? 'for' : choice.opinion === 'disagree' ? 'against' : 'abstain';
  return null;
};

/** Of an outcome: what stands in every result. */
function common(outcome: Pick<VoteOutcome, 'needed' | 'base' | 'total' | 'counts' | 'notTakingPart'>) {
  const { needed, base, total, counts, notTakingPart } = outcome;
  return { needed, base, total, noBallot: counts.noBallot, notTakingPart, invalid: counts.invalid, absent: counts.absent, recused: counts.recused };
}

/**
 * Makes the result of ballots, whichever way they came (V28): by name, without names, or opened from secret ones.
 * @param chair what the chair's own ballot said, where that is known: decides a tie if the body's rule says so.
 * @throws RangeError when there are more ballots than people who could vote.
 */
export function judgeBallots(
  question: Judged,
  ballots: readonly CountedBallot[],
  electorate: Electorate,
  policy: Pick<BodyPolicy, 'pass' | 'confidence'>,
  chair: Choice | null = null,
  notes: ResultNotes = {},
): Judgement {
  const rule = ruleOf(policy, question);
  const scale = electorate.units?.scale ?? 1;
  const votes = ballots.map(({ choice, weight = '1' }) => ({ choice: choice?.kind === question.kind ? choice : null, units: electorate.units ? unitsOf(weight, scale) : 1 }));
  const sum = (holds: (choice: Choice) => boolean): number => votes.reduce((total, { choice, units }) => total + (choice && holds(choice) ? units : 0), 0);
  const invalid = votes.reduce((total, { choice, units }) => total + (choice ? 0 : units), 0);
  const { members, present, recused } = electorate.units ?? electorate;
  const who = { members, present, recused, recusedLeave: !electorate.recusedStay, invalid, rule };
  const extra = { rule, ...(electorate.units ? { scale } : {}), ...notes };
  const chairSide = sideOf(chair);
  const side = chairSide === 'abstain' || chairSide === null ? undefined : chairSide;
  const options = question.options.map(({ id, label }) => ({ id, label }));
  switch (question.kind) {
    case 'approve': {
      const [yes, no, abstain] = (['for', 'against', 'abstain'] as const).map((one) => sum((choice) => choice.kind === 'approve' && choice.side === one)) as [number, number, number];
      const outcome = evaluateVote({ ...who, for: yes, against: no, abstain, chairSide: side });
      return { passed: outcome.passed, result: { kind: 'approve', for: yes, against: no, abstain, percentFor: outcome.percentFor, reason: outcome.reason, chairSide: outcome.reason.startsWith('tie') ? chairSide : null, ...common(outcome), ...extra } };
    }
    case 'opinions': {
      const [agree, disagree, other] = (['agree', 'disagree', 'other'] as const).map((one) => sum((choice) => choice.kind === 'opinions' && choice.opinion === one)) as [number, number, number];
      const words = votes.flatMap(({ choice }) => (choice?.kind === 'opinions' && choice.opinion === 'other' ? [choice.words] : [])).sort((a, b) => a.localeCompare(b, 'vi'));
      const outcome = evaluateVote({ ...who, for: agree, against: disagree, abstain: other, chairSide: side });
      return { passed: outcome.passed, result: { kind: 'opinions', agree, disagree, other, words, reason: outcome.reason, chairSide: outcome.reason.startsWith('tie') ? chairSide : null, ...common(outcome), ...extra } };
    }
    case 'options': {
      const counted = options.map((option) => ({ ...option, votes: sum((choice) => choice.kind === 'options' && choice.optionId === option.id) }));
      const none = sum((choice) => choice.kind === 'options' && choice.optionId === null);
      const chairOption = chair?.kind === 'options' ? chair.optionId : null;
      const outcome = evaluateOptions({ ...who, options: counted, none, chairOption: chairOption ?? undefined });
      return { passed: outcome.chosen !== null, result: { kind: 'options', options: counted, none, chosen: outcome.chosen, reason: outcome.reason, chairOption: outcome.reason === 'tie_chair' ? chairOption : null, ...common(outcome), ...extra } };
    }
    case 'candidates': {
      const seats = question.seats ?? 1;
      const counted = options.map((option, index) => ({ ...option, votes: sum((choice) => choice.kind === 'candidates' && choice.chosen[index] === true) }));
      const none = sum((choice) => choice.kind === 'candidates' && !choice.chosen.includes(true));
      const given = sum((choice) => choice.kind === 'candidates' && choice.chosen.includes(true));
      const { elected, tied, reason, ...outcome } = evaluateElection({ ...who, options: counted, seats, ballots: given, none });
      return { passed: reason === 'filled', result: { kind: 'candidates', seats, options: counted.map((option) => ({ ...option, elected: elected.includes(option.id) })), none, tied, reason, ...common(outcome), ...extra } };
    }
    case 'each': {
      const said = (index: number, answer: 'yes' | 'no' | null): number => sum((choice) => choice.kind === 'each' && choice.answers[index] === answer);
      const judged = options.map((option, index) => {
        const [yes, no, abstain] = [said(index, 'yes'), said(index, 'no'), said(index, null)];
        return { option, yes, no, abstain, outcome: evaluateVote({ ...who, for: yes, against: no, abstain, chairSide: chair?.kind === 'each' ? sideOfAnswer(chair.answers[index]) : undefined }) };
      });
      const first = judged[0]?.outcome ?? evaluateVote({ ...who, for: 0, against: 0, abstain: 0 });
      const list = judged.map(({ option, yes, no, abstain, outcome }) => ({ ...option, yes, no, abstain, agreed: outcome.passed }));
      return { passed: list.some(({ agreed }) => agreed), result: { kind: 'each', options: list, ...common(first), ...extra } };
    }
    case 'confidence': {
      const confidence = policy.confidence ?? defaultConfidenceRule;
      const valid = sum(() => true);
      const counts = account({ members, present, recused }, { decided: valid, abstained: 0, invalid }, electorate.recusedStay);
      const graded = options.map((option, index) => {
        const grade = (wanted: 'high' | 'medium' | 'low' | null): number => sum((choice) => choice.kind === 'confidence' && choice.grades[index] === wanted);
        const grades = { high: grade('high'), medium: grade('medium'), low: grade('low') };
        const abstain = grade(null);
        return { option, grades, abstain, judged: evaluateConfidence(confidence, { members, present, recused }, grades, abstain) };
      });
      const { total, resign, dismissal } = graded[0]?.judged ?? evaluateConfidence(confidence, { members, present, recused }, { high: 0, medium: 0, low: 0 }, 0);
      const away = counts.noBallot + counts.absent + (electorate.recusedStay ? recused : 0);
      return {
        passed: true,
        result: {
          kind: 'confidence',
          options: graded.map(({ option, grades, abstain, judged }) => ({ ...option, ...grades, abstain, standing: judged.standing })),
          resign, dismissal, confidence, ...common({ needed: dismissal, base: confidence.base, total, counts, notTakingPart: away }), ...extra,
        },
      };
    }
  }
}

const sideOfAnswer = (answer: 'yes' | 'no' | null | undefined): 'for' | 'against' | undefined => (answer === 'yes' ? 'for' : answer === 'no' ? 'against' : undefined);

/** What ballots said when a vote broke off, to be declared beside the show of hands that followed (V32). */
export function declared(choices: readonly Choice[]): NonNullable<VoteResult['broken']> {
  const votes = new Map<string, number>();
  for (const choice of choices) {
    // Words of somebody are not counted, and not told.
    const key = choice.kind === 'opinions' && choice.opinion === 'other' ? 'other' : encodeChoice(choice);
    votes.set(key, (votes.get(key) ?? 0) + 1);
  }
  return { cast: choices.length, votes: [...votes].map(([choice, count]) => ({ choice, votes: count })).sort((a, b) => a.choice.localeCompare(b.choice)) };
}

/** Refused where a tie waits for the chair's side and nobody said it. @throws DomainError `rejected`/`voting.chair_side_needed`. */
export function chairNeeded(votes: { for: number; against: number; members: number }): never {
  throw new DomainError('rejected', 'voting.chair_side_needed', votes);
}
