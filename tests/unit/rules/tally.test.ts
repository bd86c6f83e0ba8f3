import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyPolicySchema } from '../../../server/shared/rules/body-policy';
import { meetsShare, neededOf, percentOf } from '../../../server/shared/rules/majority';
import { evaluateQuorum } from '../../../server/shared/rules/quorum';
import { evaluateOptions, evaluateVote } from '../../../server/shared/rules/tally';
import { provincialCommitteePolicy, provincialCommitteeSources } from '../../../server/shared/law/provincial-committee';

const { pass, quorum } = provincialCommitteePolicy;
const share = fc
  .tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 20 }), fc.constantFrom('more_than' as const, 'at_least' as const))
  .map(([numerator, more, comparison]) => ({ numerator, denominator: numerator + more, comparison }));

function vote(forVotes: number, against: number, abstain: number, members = 21, chairSide?: 'for' | 'against') {
  const present = forVotes + against + abstain;
  return evaluateVote({ members, present, for: forVotes, against, abstain, noBallot: 0, chairSide, rule: pass });
}

describe('majority', () => {
  it('needs 11 of 21 for more than half and 14 of 21 for two thirds', () => {
    expect(neededOf(pass.share, 21)).toBe(11);
    expect(neededOf(pass.share, 20)).toBe(11);
    expect(neededOf(quorum, 21)).toBe(14);
    expect(neededOf(quorum, 20)).toBe(14);
  });
  it('needs the smallest number that meets the share', () => {
    fc.assert(
      fc.property(share, fc.integer({ min: 1, max: 500 }), (rule, total) => {
        const needed = neededOf(rule, total);
        const holds = (count: number) => {
          const [left, right] = [count * rule.denominator, total * rule.numerator];
          return rule.comparison === 'more_than' ? left > right : left >= right;
        };
        expect(holds(needed)).toBe(true);
        expect(holds(needed - 1)).toBe(false);
        expect(meetsShare(rule, needed, total)).toBe(true);
      }),
    );
  });
  it('rounds per cent to one decimal, half up', () => {
    expect(percentOf(19, 21)).toBe(90.5);
    expect(percentOf(1, 16)).toBe(6.3);
    expect(percentOf(0, 0)).toBe(0);
    expect(percentOf(21, 21)).toBe(100);
  });
  it('refuses counts that are not whole numbers', () => {
    expect(() => neededOf(pass.share, -1)).toThrow(RangeError);
    expect(() => percentOf(1.5, 3)).toThrow(RangeError);
  });
});

describe('body policy', () => {
  it('the default policy is valid and every value names its source', () => {
    expect(bodyPolicySchema.parse(provincialCommitteePolicy)).toEqual(provincialCommitteePolicy);
    expect(provincialCommitteeSources.map((entry) => entry.key).sort()).toEqual(Object.keys(provincialCommitteePolicy).sort());
  });
  it.each([
    ['an unknown field', { ...provincialCommitteePolicy, extra: 1 }],
    ['a share above the whole', { ...provincialCommitteePolicy, quorum: { numerator: 4, denominator: 3, comparison: 'at_least' } }],
    ['a window turned round', { ...provincialCommitteePolicy, poll: { workingDays: { min: 5, max: 2 }, silence: 'agrees' } }],
    ['a choice twice', { ...provincialCommitteePolicy, choices: ['for', 'for'] }],
  ])('refuses %s', (_name, policy) => {
    expect(bodyPolicySchema.safeParse(policy).success).toBe(false);
  });
});

describe('quorum', () => {
  it('19 of 21 reach two thirds with 90.5 per cent', () => {
    expect(evaluateQuorum({ members: 21, present: 19, rule: quorum })).toEqual({ members: 21, present: 19, needed: 14, missing: 0, reached: true, percent: 90.5 });
  });
  it('13 of 21 miss one, 14 reach it', () => {
    expect(evaluateQuorum({ members: 21, present: 13, rule: quorum })).toMatchObject({ reached: false, missing: 1 });
    expect(evaluateQuorum({ members: 21, present: 14, rule: quorum })).toMatchObject({ reached: true, missing: 0 });
  });
  it('is never reached by a body without members, nor counted beyond the members', () => {
    expect(evaluateQuorum({ members: 0, present: 0, rule: quorum }).reached).toBe(false);
    expect(() => evaluateQuorum({ members: 21, present: 22, rule: quorum })).toThrow(RangeError);
  });
  it('is reached exactly when nobody is missing, and arrivals never undo it', () => {
    fc.assert(
      fc.property(share, fc.integer({ min: 1, max: 60 }), fc.nat(60), (rule, members, seed) => {
        const present = seed % (members + 1);
        const now = evaluateQuorum({ members, present, rule });
        expect(now.reached).toBe(now.missing === 0);
        if (present < members && now.reached) expect(evaluateQuorum({ members, present: present + 1, rule }).reached).toBe(true);
      }),
    );
  });
});

describe('vote', () => {
  it.each([
    [19, 0, 0, true],
    [17, 1, 1, true],
    [18, 0, 1, true],
    [10, 8, 1, false],
    [15, 3, 1, true],
    [18, 1, 0, true],
    [16, 3, 0, true],
    [9, 10, 0, false],
    [11, 8, 0, true],
  ])('%i–%i–%i of 21 members: passed %s', (forVotes, against, abstain, passed) => {
    expect(vote(forVotes, against, abstain)).toMatchObject({ passed, needed: 11, notTakingPart: 2, reason: passed ? 'majority_reached' : 'majority_missed' });
  });
  it('10–10 of 20 members follows the chair', () => {
    expect(vote(10, 10, 0, 20, 'for')).toMatchObject({ passed: true, needed: 11, reason: 'tie_chair_for' });
    expect(vote(10, 10, 0, 20, 'against')).toMatchObject({ passed: false, reason: 'tie_chair_against' });
    expect(vote(10, 10, 0, 20)).toMatchObject({ passed: false, reason: 'tie_undecided' });
  });
  it('equal sides short of half of all members are no tie', () => {
    expect(vote(9, 9, 2, 20, 'for')).toMatchObject({ passed: false, reason: 'majority_missed' });
  });
  it('a body whose policy knows no tie rule leaves a tie undecided', () => {
    const outcome = evaluateVote({ members: 2, present: 2, for: 1, against: 1, abstain: 0, noBallot: 0, chairSide: 'for', rule: { ...pass, tie: 'not_passed' } });
    expect(outcome).toMatchObject({ passed: false, reason: 'tie_undecided' });
  });
  it('members present without a ballot count as not taking part', () => {
    expect(evaluateVote({ members: 21, present: 19, for: 12, against: 2, abstain: 1, noBallot: 4, rule: pass })).toMatchObject({ passed: true, notTakingPart: 6, percentFor: 57.1 });
  });
  it.each([
    { present: 22, for: 22, against: 0, abstain: 0, noBallot: 0 },
    { present: 19, for: 18, against: 0, abstain: 0, noBallot: 0 },
    { present: 19, for: 20, against: -1, abstain: 0, noBallot: 0 },
    { present: 19, for: 18.5, against: 0.5, abstain: 0, noBallot: 0 },
  ])('refuses counts that contradict each other: %o', (counts) => {
    expect(() => evaluateVote({ members: 21, ...counts, rule: pass })).toThrow(RangeError);
  });
  it('passes without a tie rule exactly when more than half of all members are in favour', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(30), fc.nat(30), fc.nat(10), fc.nat(10), (f, a, b, none, absent) => {
        const present = f + a + b + none;
        const members = present + absent;
        const outcome = evaluateVote({ members, present, for: f, against: a, abstain: b, noBallot: none, rule: pass });
        expect(outcome.passed).toBe(f * 2 > members);
        expect(outcome.notTakingPart).toBe(none + absent);
      }),
    );
  });
  it('a vote more in favour never turns a passed question down', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), fc.constantFrom('for' as const, 'against' as const), (f, a, chairSide) => {
        const before = evaluateVote({ members: f + a, present: f + a, for: f, against: a, abstain: 0, noBallot: 0, chairSide, rule: pass });
        const after = evaluateVote({ members: f + a, present: f + a, for: f + 1, against: a - 1, abstain: 0, noBallot: 0, chairSide, rule: pass });
        expect(before.passed && !after.passed).toBe(false);
      }),
    );
  });
});

describe('vote on options', () => {
  const ask = (p1: number, p2: number, none: number, members = 21, chairOption?: string) =>
    evaluateOptions({ members, present: p1 + p2 + none, options: [{ id: 'p1', votes: p1 }, { id: 'p2', votes: p2 }], none, noBallot: 0, chairOption, rule: pass });
  it('11–7–1 of 21 chooses the first option', () => {
    expect(ask(11, 7, 1)).toMatchObject({ chosen: 'p1', needed: 11, reason: 'majority_reached', notTakingPart: 2 });
  });
  it('10–8–1 of 21 chooses none', () => {
    expect(ask(10, 8, 1)).toMatchObject({ chosen: null, reason: 'majority_missed' });
  });
  it('10–10 of 20 follows the chair’s option, if known', () => {
    expect(ask(10, 10, 0, 20, 'p2')).toMatchObject({ chosen: 'p2', reason: 'tie_chair' });
    expect(ask(10, 10, 0, 20)).toMatchObject({ chosen: null, reason: 'tie_undecided' });
  });
  it('refuses an option named twice and ballots that do not add up', () => {
    const twice = [{ id: 'p1', votes: 1 }, { id: 'p1', votes: 1 }];
    expect(() => evaluateOptions({ members: 3, present: 2, options: twice, none: 0, noBallot: 0, rule: pass })).toThrow(RangeError);
    expect(() => evaluateOptions({ members: 3, present: 3, options: [], none: 1, noBallot: 0, rule: pass })).toThrow(RangeError);
  });
  it('never chooses an option without more than half of all members unless the chair’s side decides', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), fc.nat(20), fc.nat(10), (p1, p2, none, absent) => {
        const outcome = ask(p1, p2, none, p1 + p2 + none + absent);
        const votes = outcome.chosen === 'p1' ? p1 : p2;
        expect(outcome.chosen === null || votes * 2 > p1 + p2 + none + absent).toBe(true);
      }),
    );
  });
});
