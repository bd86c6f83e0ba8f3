import { describe, expect, it } from 'vitest';
import { compareLength, formatClock, scheduleAgenda } from '../../../server/shared/rules/agenda-times';
import { bodyPolicySchema } from '../../../server/shared/rules/body-policy';
import { dateInVietNam, documentDate, localMoment } from '../../../server/shared/rules/date-forms';
import { meetsShare, percentOf, shareSchema } from '../../../server/shared/rules/majority';
import { documentTypes, fullNumber, twoDigits } from '../../../server/shared/rules/numbering';
import { evaluateQuorum } from '../../../server/shared/rules/quorum';
import { evaluateOptions, evaluateVote } from '../../../server/shared/rules/tally';
import { addWorkingDays, invitationInTime } from '../../../server/shared/rules/working-days';
import { provincialCommitteePolicy } from '../../../server/shared/law/provincial-committee';
import { vietnameseCalendar } from '../../../server/shared/law/public-holidays';

const { pass, quorum } = provincialCommitteePolicy;
const half = { ...pass, share: { numerator: 1, denominator: 2, comparison: 'at_least' as const } };

describe('votes at their bounds', () => {
  it('voting V8 V10 a body without members passes nothing and has no tie', () => {
    expect(evaluateVote({ members: 0, present: 0, for: 0, against: 0, abstain: 0, noBallot: 0, chairSide: 'for', rule: half })).toMatchObject({ passed: false, reason: 'majority_missed' });
    expect(evaluateOptions({ members: 0, present: 0, options: [{ id: 'a', votes: 0 }, { id: 'b', votes: 0 }], none: 0, noBallot: 0, chairOption: 'a', rule: half })).toMatchObject({ chosen: null, reason: 'majority_missed' });
  });

  it('voting V8 V10 a body of one is enough to pass', () => {
    expect(evaluateVote({ members: 1, present: 1, for: 1, against: 0, abstain: 0, noBallot: 0, rule: pass })).toMatchObject({ passed: true, needed: 1 });
    expect(evaluateOptions({ members: 1, present: 1, options: [{ id: 'a', votes: 1 }, { id: 'b', votes: 0 }], none: 0, noBallot: 0, rule: pass })).toMatchObject({ chosen: 'a' });
  });

  it('voting V10 where half is enough, two options with a half each are undecided unless the chair’s side decides', () => {
    const ask = (tie: 'chair_side' | 'not_passed', chairOption?: string, members = 2) =>
      evaluateOptions({ members, present: 2, options: [{ id: 'a', votes: 1 }, { id: 'b', votes: 1 }, { id: 'c', votes: 0 }], none: 0, noBallot: 0, chairOption, rule: { ...half, tie } });
    expect(ask('chair_side', 'b')).toMatchObject({ chosen: 'b', reason: 'tie_chair' });
    expect(ask('chair_side')).toMatchObject({ chosen: null, reason: 'tie_undecided' });
    expect(ask('chair_side', 'c')).toMatchObject({ chosen: null, reason: 'tie_undecided' });
    expect(ask('not_passed', 'b')).toMatchObject({ chosen: null, reason: 'tie_undecided' });
    // A third of three each, where a third is enough: more than one reaches the share, and no two halves are there to choose from.
    const third = { ...pass, share: { numerator: 1, denominator: 3, comparison: 'at_least' as const } };
    expect(evaluateOptions({ members: 3, present: 3, options: [{ id: 'a', votes: 1 }, { id: 'b', votes: 1 }, { id: 'c', votes: 1 }], none: 0, noBallot: 0, rule: third })).toMatchObject({ chosen: null, reason: 'tie_undecided' });
  });

  it('voting V10 one half alone is none, and two that reach the share leave it undecided', () => {
    const ask = (votes: readonly [number, number, number], members: number, present: number, rule: typeof pass | typeof half) =>
      evaluateOptions({ members, present, options: votes.map((count, index) => ({ id: 'abc'.charAt(index), votes: count })), none: present - votes[0] - votes[1] - votes[2], noBallot: 0, chairOption: 'a', rule });
    expect(ask([2, 1, 0], 4, 4, pass)).toMatchObject({ chosen: null, reason: 'majority_missed' });
    expect(ask([2, 2, 1], 6, 6, { ...pass, share: { numerator: 1, denominator: 3, comparison: 'at_least' } })).toMatchObject({ chosen: null, reason: 'tie_undecided' });
  });

  it('voting V7 counts that are not whole are refused, each by its name', () => {
    const options = (votes: number, none: number) => () => evaluateOptions({ members: 9, present: 2, options: [{ id: 'a', votes }, { id: 'b', votes: 1 }], none, noBallot: 0, rule: pass });
    expect(options(2, -1)).toThrow(/^none/u);
    expect(options(-1, 2)).toThrow(/^votes of a/u);
    const vote = { members: 3, present: 3, for: 3, against: 0, abstain: 0, noBallot: 0, rule: pass };
    for (const [name, change] of [['members', { members: 3.5 }], ['present', { present: 2.5 }], ['for', { for: 3.5 }], ['against', { against: -1 }], ['abstain', { abstain: -1 }], ['noBallot', { noBallot: -1 }]] as const) {
      expect(() => evaluateVote({ ...vote, ...change }), name).toThrow(new RegExp(`^${name} `, 'u'));
    }
  });
});

describe('quorum and policy at their bounds', () => {
  it('sitting L1 counts of people that are none are refused by their name', () => {
    expect(() => meetsShare(quorum, 1.5, 3)).toThrow(/^count/u);
    expect(() => percentOf(1, -1)).toThrow(/^whole/u);
    expect(() => evaluateQuorum({ members: 3, present: -1, rule: quorum })).toThrow(/^present/u);
    expect(() => evaluateQuorum({ members: 3.5, present: 1, rule: quorum })).toThrow(/^members/u);
  });

  it('organization O5 the whole is a share, a window may be one day, silence and tie may be read both ways', () => {
    expect(shareSchema.safeParse({ numerator: 1, denominator: 1, comparison: 'at_least' }).success).toBe(true);
    const policy = (change: object) => bodyPolicySchema.safeParse({ ...provincialCommitteePolicy, ...change }).success;
    expect(policy({ poll: { workingDays: { min: 5, max: 5 }, silence: 'no_answer' } })).toBe(true);
    expect(policy({ poll: { workingDays: { min: 5, max: 5 }, silence: 'agrees' } })).toBe(true);
    expect(policy({ pass: { ...pass, tie: 'not_passed' } })).toBe(true);
    expect(policy({ choices: ['for', 'against'], modes: ['open'] })).toBe(true);
    expect(policy({ choices: ['for'] })).toBe(false);
    expect(policy({ modes: [] })).toBe(false);
  });
});

describe('numbers and kinds of documents', () => {
  it('begin with 01, and every abbreviation has its kind by name', () => {
    expect(fullNumber({ number: 1, notation: 'BC-UBND' })).toBe('01/BC-UBND');
    expect(() => twoDigits(-1)).toThrow(/^value/u);
    expect(() => fullNumber({ number: 0, notation: 'BC-UBND' })).toThrow(/^document numbers/u);
    expect(() => fullNumber({ number: 1.5, notation: 'BC-UBND' })).toThrow(/^number/u);
    expect(documentTypes).toEqual({ NQ: 'Nghị quyết', QĐ: 'Quyết định', TB: 'Thông báo', KH: 'Kế hoạch', BC: 'Báo cáo', BB: 'Biên bản', TTr: 'Tờ trình', GM: 'Giấy mời' });
  });
});

describe('days and hours at their bounds', () => {
  it('the day turns at midnight in Viet Nam, to the millisecond', () => {
    expect(dateInVietNam(new Date('2026-11-25T16:59:59.999Z'))).toBe('2026-11-25');
    expect(dateInVietNam(new Date('2026-11-25T17:00:00Z'))).toBe('2026-11-26');
    expect(localMoment('2026-11-25T17:00:00Z')).toEqual({ year: 2026, month: 11, day: 26, hour: 0, minute: 0 });
    expect(localMoment('2026-11-25T16:59:59.999Z')).toMatchObject({ day: 25, hour: 23, minute: 59 });
    expect(() => localMoment('yesterday')).toThrow(/^not an instant/u);
  });

  it('months one and two have a zero before them, the third has none', () => {
    expect([1, 2, 3, 11].map((month) => documentDate({ year: 2026, month, day: 5 }))).toEqual(['ngày 05 tháng 01 năm 2026', 'ngày 05 tháng 02 năm 2026', 'ngày 05 tháng 3 năm 2026', 'ngày 05 tháng 11 năm 2026']);
  });

  it('an agenda of exactly a day is one, a session may close in the minute it opened', () => {
    expect(scheduleAgenda([{ id: 'a', kind: 'item' as const, plannedMinutes: 1_440 }] as never, 60)).toHaveLength(1);
    expect(() => scheduleAgenda([{ id: 'a', kind: 'item' as const, plannedMinutes: 10 }] as never, -1)).toThrow(RangeError);
    expect(() => formatClock(-1)).toThrow(/^minute/u);
    const at = '2026-11-26T01:00:00Z';
    expect(compareLength(10, at, at)).toEqual({ plannedMinutes: 10, actualMinutes: 0, savedMinutes: 10 });
    expect(compareLength(600, at, '2026-11-26T11:00:29.999Z').actualMinutes).toBe(600);
    expect(compareLength(600, at, '2026-11-26T11:00:30Z').actualMinutes).toBe(601);
    expect(() => compareLength(10, at, '2026-11-26T00:59:59.999Z')).toThrow(RangeError);
    expect(() => compareLength(-1, at, at)).toThrow(RangeError);
  });

  it('an invitation exactly in time is in time; days are counted in whole numbers from real dates', () => {
    expect(invitationInTime({ sent: '2026-11-19', session: '2026-11-26', workingDays: 4 }, vietnameseCalendar).inTime).toBe(true);
    expect(addWorkingDays('2026-11-26', 0, vietnameseCalendar)).toBe('2026-11-26');
    expect(() => addWorkingDays('2026-11-26', 1.5, vietnameseCalendar)).toThrow(/^count/u);
    expect(() => addWorkingDays('2026-11-31', 1, vietnameseCalendar)).toThrow(/^not a calendar date/u);
    expect(() => addWorkingDays('26/11/2026', 1, vietnameseCalendar)).toThrow(/^not a calendar date/u);
  });
});
