import { describe, expect, it } from 'vitest';
import { draftOf, faultsOf, policyOf, weightsTotal } from '../../../app/features/admin/policy-draft';
import { provincialCommitteePolicy } from '../../../server/shared/law/provincial-committee';
import { consentsNeeded } from '../../../server/shared/rules/consent';
import { bodyPolicySchema, type BodyPolicy } from '../../../server/shared/rules/body-policy';

const [ONE, TWO] = ['0199a000-0000-7000-8000-000000000001', '0199a000-0000-7000-8000-000000000002'];
const policy: BodyPolicy = { ...provincialCommitteePolicy };

describe('the form of the rules of a body', () => {
  it('organization O14 what is not changed means the same, and what the form does not show stays', () => {
    const saved = bodyPolicySchema.parse(policyOf(policy, draftOf(policy)));
    expect(saved).toMatchObject({ quorum: policy.quorum, pass: policy.pass, poll: policy.poll, choices: policy.choices, substitutesVote: false });
    expect(draftOf(saved)).toEqual(draftOf(policy));
    const more: BodyPolicy = { ...policy, reminders: { rules: [{ workingDaysBefore: 1, at: '08:00' }, { workingDaysBefore: 3, at: '09:00' }, { minutesBefore: 60 }, { minutesBefore: 15 }], quiet: { from: '21:00', to: '06:30' } } };
    expect(policyOf(more, { ...draftOf(more), days: 2, minutes: 0 }).reminders?.rules).toEqual([{ workingDaysBefore: 2, at: '08:00' }, { workingDaysBefore: 3, at: '09:00' }, { minutesBefore: 15 }]);
  });

  it('organization O14 each field becomes its rule', () => {
    const draft = { ...draftOf(policy), roomCheckIn: 'code', changeable: 'no', secret: 'no', recused: 'leaves', days: 0, minutes: 0, weights: { [ONE ?? '']: '2,5', [TWO ?? '']: '1,0' } } as const;
    expect(bodyPolicySchema.parse(policyOf(policy, draft))).toMatchObject({ roomCheckIn: 'code', ballots: { changeable: false }, modes: ['open'], recusedCount: 'leaves', reminders: { rules: [] }, weights: [{ personId: ONE, weight: '2.5' }] });
    // A weight of one is no weight of its own.
    expect(policyOf(policy, { ...draft, weights: { [ONE ?? '']: ' ' } }).weights).toBeUndefined();
  });

  it('organization O15 O16 who may preside, how that is signed and the order of a roll call are on the form; where nothing was said the usual stands', () => {
    expect(draftOf(policy)).toMatchObject({ rollOrder: 'protocol', presiding: { by: 'deputies', office: 'Chủ tịch' } });
    const draft = { ...draftOf(policy), rollOrder: 'name', presiding: { by: 'members', office: ' Chủ nhiệm ', deputy: 'Phó Chủ nhiệm', member: 'TL' } } as const;
    const saved = bodyPolicySchema.parse(policyOf(policy, draft));
    expect(saved).toMatchObject({ rollOrder: 'name', presiding: { by: 'members', office: 'Chủ nhiệm', deputy: 'Phó Chủ nhiệm', member: 'TL' } });
    expect([...faultsOf({ ...draft, presiding: { ...draft.presiding, office: ' ' } })]).toEqual(['office']);
  });

  it('organization O18 whose consent lets an item be adopted without debate is on the form; where nothing was said it is every member’s', () => {
    expect(draftOf(policy).consent).toBe('all');
    for (const consent of ['all', 'quorum', 'silence'] as const) expect(bodyPolicySchema.parse(policyOf(policy, { ...draftOf(policy), consent })).positions).toEqual({ consent });
    expect([consentsNeeded(policy, 21), consentsNeeded({ ...policy, positions: { consent: 'quorum' } }, 21), consentsNeeded({ ...policy, positions: { consent: 'silence' } }, 21)]).toEqual([21, 14, 0]);
  });

  it.each([
    [{ days: 11 }, ['days']],
    [{ days: null }, ['days']],
    [{ minutes: 5 }, ['minutes']],
    [{ minutes: 1_441 }, ['minutes']],
    [{ at: '8:00' }, ['at']],
    [{ quietFrom: '25:00', quietTo: '' }, ['quietFrom', 'quietTo']],
    [{ weights: { [ONE ?? '']: 'hai' } }, ['weights']],
    [{ weights: { [ONE ?? '']: '-1' } }, ['weights']],
    [{ weights: { [ONE ?? '']: '1,23456' } }, ['weights']],
    [{ minutes: 0, days: 0 }, []],
  ])('organization O14 %j is said at its field', (change, faults) => {
    expect([...faultsOf({ ...draftOf(policy), ...change })]).toEqual(faults);
  });

  it('organization O17 who approves papers of units, when they are due and what needs a summary are fields of the form', () => {
    const draft = { ...draftOf(policy), approval: 'office', dueDays: 7, dueExtraordinary: 2, dueRemind: 0, summaryOver: 0 } as const;
    expect(bodyPolicySchema.parse(policyOf(policy, draft)).papers).toEqual({ approval: 'office', workingDays: { ordinary: 7, extraordinary: 2 }, remindWorkingDays: 0, summaryOverPages: 0 });
    expect([...faultsOf({ ...draft, dueDays: 31 })]).toEqual(['papers']);
    // A body that says nothing of it works by what the product takes for granted.
    const { papers: _papers, ...silent } = policy;
    expect(draftOf(silent)).toMatchObject({ approval: 'both', dueDays: 5, dueExtraordinary: 1, dueRemind: 2, summaryOver: 10 });
  });

  it('organization O14 weights are counted exactly', () => {
    expect(weightsTotal({ pass: policy.pass, weights: [{ personId: ONE ?? '', weight: '0.1' }, { personId: TWO ?? '', weight: '0.2' }] }, [ONE ?? '', TWO ?? '', 'x'], ',')).toMatchObject({ members: 3, total: '1,3' });
    expect(weightsTotal({ pass: policy.pass }, [ONE ?? ''], ',')).toBeNull();
  });
});
