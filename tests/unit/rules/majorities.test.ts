import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultConfidenceRule } from '../../../server/shared/law/confidence';
import { provincialCommitteePolicy } from '../../../server/shared/law/provincial-committee';
import { bodyPolicySchema, MAJORITY_BASES, MAJORITY_KEYS, passRuleSchema, ruleFor, type PassRule } from '../../../server/shared/rules/body-policy';
import { outcomeWords, ruleWords } from '../../../server/shared/rules/outcome-words';
import { evaluateConfidence, evaluateElection, evaluateOptions, evaluateVote } from '../../../server/shared/rules/tally';
import { scaleOf, unitsOf, weightText } from '../../../server/shared/rules/weights';

const file = readFileSync(path.join(import.meta.dirname, 'majorities.txt'), 'utf8');
const lines = file.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

function ruleOf(text: string): PassRule {
  const [share = '', base, tie] = text.trim().split(' ');
  const [numerator = 1, denominator = 1] = share === 'all' ? [1, 1] : share.replace(/^>=?/u, '').split('/').map(Number);
  const comparison = share.startsWith('>') && !share.startsWith('>=') ? 'more_than' : 'at_least';
  return passRuleSchema.parse({ share: { numerator, denominator, comparison }, base, tie: tie === 'tie' ? 'chair_side' : 'not_passed' });
}

describe('majorities', () => {
  it('voting V17 has at least 300 cases', () => {
    expect(lines.length).toBeGreaterThanOrEqual(300);
  });

  it.each(lines)('voting V17 %s', (line) => {
    const [rule = '', people = '', votes = '', result = ''] = line.split('|');
    const [members = 0, present = 0, recused = 0, invalid = 0] = people.trim().split(' ').map(Number);
    const [inFavour, against, abstain, chair] = votes.trim().split(' ');
    const chairSide = chair === 'for' || chair === 'against' ? chair : undefined;
    const outcome = evaluateVote({ members, present, recused, invalid, for: Number(inFavour), against: Number(against), abstain: Number(abstain), chairSide, rule: ruleOf(rule) });
    expect(`${outcome.passed ? '+' : '-'} ${outcome.needed} of ${outcome.total}`).toBe(result.trim());
  });
});

const share = fc
  .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 8 }), fc.constantFrom('more_than' as const, 'at_least' as const))
  .map(([numerator, more, comparison]) => ({ numerator, denominator: numerator + more, comparison }))
  // A share that not even all of them can exceed passes nothing.
  .filter(({ numerator, denominator, comparison }) => numerator < denominator || comparison === 'at_least');
const rule = fc.record({ share, base: fc.constantFrom(...MAJORITY_BASES), tie: fc.constantFrom('chair_side' as const, 'not_passed' as const) });
const few = fc.nat(12);
const vote = fc.record({ rule, yes: few, no: few, abstain: few, invalid: few, silent: few, absent: few, recused: few, chairSide: fc.constantFrom('for' as const, 'against' as const, undefined) }).map(
  ({ yes, no, silent, absent, ...rest }) => {
    const present = yes + no + rest.abstain + rest.invalid + silent;
    return { ...rest, for: yes, against: no, present, members: present + absent + rest.recused };
  },
);

describe('properties of a vote', () => {
  it('voting V17 one more vote for never turns what passed into what failed, whoever gives it', () => {
    fc.assert(
      fc.property(vote, fc.constantFrom('silent', 'absent', 'against', 'abstain'), (before, from) => {
        const passed = evaluateVote(before).passed;
        const silent = before.present - before.for - before.against - before.abstain - (before.invalid ?? 0);
        const absent = before.members - before.present - (before.recused ?? 0);
        fc.pre({ silent, absent, against: before.against, abstain: before.abstain }[from] > 0);
        const after = {
          ...before,
          for: before.for + 1,
          against: before.against - Number(from === 'against'),
          abstain: before.abstain - Number(from === 'abstain'),
          present: before.present + Number(from === 'absent'),
        };
        // A chair who stood against decided a tie before and decides none after; one more vote for cannot be the chair's own.
        if (passed) expect(evaluateVote(after).passed).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('voting V18 counts every member once: for, against, abstained, invalid, without a vote, recused, absent', () => {
    fc.assert(
      fc.property(vote, (input) => {
        const { counts, notTakingPart } = evaluateVote(input);
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(input.members);
        expect(counts.decided).toBe(input.for + input.against);
        expect(input.for + input.against + input.abstain + (input.invalid ?? 0) + notTakingPart).toBe(input.members);
      }),
    );
  });

  it('voting V18 recused members who leave the total are in none of its counts but their own', () => {
    const voted = { present: 18, for: 11, against: 7, abstain: 0, recused: 1, rule: provincialCommitteePolicy.pass };
    expect(evaluateVote({ ...voted, members: 21 })).toMatchObject({ needed: 11, notTakingPart: 3, counts: { absent: 2, recused: 1 } });
    expect(evaluateVote({ ...voted, members: 20, recusedLeave: true })).toMatchObject({ needed: 11, notTakingPart: 2, counts: { absent: 2, recused: 1 } });
    expect(() => evaluateVote({ ...voted, members: 18 })).toThrow(RangeError);
  });

  it('voting V19 the order of alternatives and candidates changes nothing', () => {
    const options = fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), votes: few }), { selector: ({ id }) => id, minLength: 2 });
    fc.assert(
      fc.property(rule, options, fc.nat(), few, fc.integer({ min: 1, max: 5 }), (by, votes, seed, absent, seats) => {
        const turned = [...votes.slice(seed % votes.length), ...votes.slice(0, seed % votes.length)].reverse();
        const cast = votes.reduce((sum, option) => sum + option.votes, 0);
        const chosen = (list: typeof votes) => evaluateOptions({ members: cast + absent, present: cast, options: list, none: 0, chairOption: 'a', rule: by }).chosen;
        expect(chosen(turned)).toBe(chosen(votes));
        const election = (list: typeof votes) => evaluateElection({ members: cast + absent, present: cast, options: list, seats, ballots: cast, none: 0, rule: by });
        expect([...election(turned).elected].sort()).toEqual([...election(votes).elected].sort());
        expect(election(votes).elected.length).toBeLessThanOrEqual(seats);
      }),
    );
  });

  it('voting V19 elects who has the majority, the most votes first; equals for the last place are voted on again', () => {
    const elect = (votes: number[], seats: number, ballots = 20) =>
      evaluateElection({ members: 21, present: ballots, options: votes.map((count, index) => ({ id: 'abcd'.charAt(index), votes: count })), seats, ballots, none: 0, rule: provincialCommitteePolicy.pass });
    expect(elect([16, 13, 9], 2)).toMatchObject({ elected: ['a', 'b'], tied: [], reason: 'filled', needed: 11 });
    expect(elect([18, 9, 9], 2)).toMatchObject({ elected: ['a'], tied: [], reason: 'short' });
    expect(elect([14, 11, 11], 2)).toMatchObject({ elected: ['a'], tied: ['b', 'c'], reason: 'tied' });
    expect(elect([15, 12, 11], 2)).toMatchObject({ elected: ['a', 'b'], reason: 'filled' });
    expect(() => elect([21, 0, 0], 1)).toThrow(RangeError);
  });

  it('voting V20 grades of confidence lead to nothing, to an offer to resign, to a vote of dismissal', () => {
    const judge = (low: number, members = 21) => evaluateConfidence(defaultConfidenceRule, { members, present: 19, recused: 0 }, { high: 19 - low, medium: 0, low }, 0).standing;
    expect([10, 11, 13, 14].map((low) => judge(low))).toEqual(['kept', 'may_resign', 'may_resign', 'dismissal']);
    expect(evaluateConfidence(defaultConfidenceRule, { members: 0, present: 0, recused: 0 }, { high: 0, medium: 0, low: 0 }, 0).standing).toBe('kept');
  });
});

describe('weights', () => {
  it('voting V21 are exact: what is added in tenths comes out in tenths', () => {
    const scale = scaleOf(['0.1', '0.2', '1']);
    expect(scale).toBe(10);
    expect(unitsOf('0.1', scale) + unitsOf('0.2', scale)).toBe(unitsOf('0.3', scale));
    expect(weightText(unitsOf('12.50', 100), 100, ',')).toBe('12,5');
    expect(weightText(7, 1)).toBe('7');
    expect(() => unitsOf('0.25', 10)).toThrow(RangeError);
    expect(() => unitsOf('1e3', 10)).toThrow(RangeError);
  });

  it('voting V21 are read as they are written, whatever the scale', () => {
    const weight = fc.tuple(fc.nat(999_999), fc.nat(9_999)).map(([whole, part]) => `${whole}.${String(part).padStart(4, '0')}`);
    fc.assert(fc.property(fc.array(weight, { minLength: 1, maxLength: 9 }), (weights) => {
      const scale = scaleOf(weights);
      for (const one of weights) expect(Number(weightText(unitsOf(one, scale), scale))).toBe(Number(one));
    }));
  });
});

describe('rules in words and as data', () => {
  it('voting V22 a result is told with what was needed, of whom, and what was got', () => {
    const told = { needed: 14, base: 'members' as const, total: 21, got: 15 };
    expect(outcomeWords(told, 'vi')).toBe('Cần 14 trên 21 thành viên, được 15');
    expect(outcomeWords(told, 'en')).toBe('14 of 21 members needed, 15 in favour');
    expect(outcomeWords({ ...told, base: 'present', total: 19, needed: 10 }, 'vi')).toBe('Cần 10 trên 19 thành viên có mặt, được 15');
    expect(outcomeWords({ needed: 126, base: 'members', total: 250, got: 125 }, 'vi', 10)).toBe('Cần 12,6 trên 25 thành viên, được 12,5');
    expect(MAJORITY_KEYS.map((key) => ruleWords(ruleFor(provincialCommitteePolicy.pass, key), 'vi'))).toEqual([
      'quá nửa số phiếu tán thành và không tán thành', 'quá nửa tổng số thành viên', 'ít nhất 2/3 tổng số thành viên', 'ít nhất 3/4 tổng số thành viên', 'toàn bộ thành viên',
    ]);
    expect(ruleWords(ruleFor(provincialCommitteePolicy.pass, 'unanimous'), 'en')).toBe('all the members');
  });

  it('voting V22 rules stored before keep their meaning: of all members', () => {
    const stored = JSON.parse(JSON.stringify(provincialCommitteePolicy)) as unknown;
    expect(bodyPolicySchema.parse(stored)).toEqual(provincialCommitteePolicy);
    expect(evaluateVote({ members: 21, present: 19, for: 10, against: 8, abstain: 1, rule: bodyPolicySchema.parse(stored).pass })).toMatchObject({ base: 'members', needed: 11, passed: false });
  });
});
