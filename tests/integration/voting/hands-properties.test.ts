import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainError } from '../../../server/kernel/errors';
import { judgeHands } from '../../../server/modules/voting/hands';
import { provincialCommitteePolicy } from '../../../server/shared/law/provincial-committee';

const question = { state: 'open' as const, kind: 'approve' as const, options: [] };
const count = fc.nat(30);

describe('show of hands, whatever is entered', () => {
  it('voting V7 V8 V9 accounts for every member once and passes exactly from the majority of all members on', () => {
    fc.assert(
      fc.property(count, count, count, count, count, (yes, no, abstain, silent, absent) => {
        const present = yes + no + abstain + silent;
        const members = present + absent;
        fc.pre(members > 0);
        const judge = (chairSide?: 'for' | 'against') =>
          judgeHands(question, { kind: 'approve', for: yes, against: no, abstain, chairSide }, { members, present }, provincialCommitteePolicy);
        if (yes * 2 === members && yes === no) {
          expect(judge).toThrow(DomainError);
          expect([judge('for').passed, judge('against').passed]).toEqual([true, false]);
          return;
        }
        const { result, passed } = judge();
        expect(passed).toBe(yes * 2 > members);
        expect(yes + no + abstain + result.notTakingPart).toBe(members);
        expect(result.noBallot).toBe(silent);
      }),
    );
  });

  it('voting V7 refuses whatever exceeds the members present', () => {
    fc.assert(
      fc.property(count, count, count, fc.integer({ min: 1, max: 10 }), (yes, no, abstain, over) => {
        const present = Math.max(0, yes + no + abstain - over);
        fc.pre(yes + no + abstain > present);
        const judge = () => judgeHands(question, { kind: 'approve', for: yes, against: no, abstain }, { members: 100, present }, provincialCommitteePolicy);
        expect(judge).toThrow(/more_than_present/);
      }),
    );
  });
});
