import { describe, expect, it } from 'vitest';
import { vietnameseCalendar } from '../../../server/shared/law/public-holidays';
import { DEFAULT_PAPER_RULES, daysLate, lacksSummary, paperDueOn, remainingTo } from '../../../server/shared/rules/paper-deadlines';

const due = (facts: Partial<Parameters<typeof paperDueOn>[0]>) => paperDueOn({ startsOn: '2026-12-10', kind: 'regular', askedOn: '2026-11-20', givenOn: null, ...facts }, DEFAULT_PAPER_RULES, vietnameseCalendar);

describe('when papers of units are due', () => {
  it.each([
    ['five working days before a regular session', {}, '2026-12-03'],
    ['one before an extraordinary one', { kind: 'extraordinary' }, '2026-12-09'],
    ['a thematic one is an ordinary one', { kind: 'thematic' }, '2026-12-03'],
    ['a public holiday is no working day', { startsOn: '2026-05-06', askedOn: '2026-04-01' }, '2026-04-24'],
    ['asked late: the working day after', { askedOn: '2026-12-04' }, '2026-12-07'],
    ['asked on the day before: the day of the session at the latest', { askedOn: '2026-12-09' }, '2026-12-10'],
    ['asked after its day', { askedOn: '2026-12-11' }, '2026-12-10'],
    ['the day the office gave', { givenOn: '2026-12-08' }, '2026-12-08'],
  ] as const)('documents D56 %s', (_what, facts, on) => expect(due(facts)).toBe(on));

  it.each([
    ['2026-12-03', '2026-12-01', 'ahead', 2],
    ['2026-12-03', '2026-12-03', 'today', 0],
    ['2026-12-03', '2026-12-04', 'late', 1],
    ['2026-12-04', '2026-12-05', 'late', 1],
    ['2026-12-04', '2026-12-07', 'late', 1],
    ['2026-12-04', '2026-12-09', 'late', 3],
    ['2026-12-07', '2026-12-04', 'ahead', 1],
  ] as const)('documents D56 due %s, on %s: %s, %d', (on, today, state, days) => expect(remainingTo(on, today, vietnameseCalendar)).toMatchObject({ state, days, isKnown: true }));

  it('documents D56 in a year whose holidays are not known only weekends are left out, and that is said', () => {
    expect(remainingTo('2028-01-05', '2027-12-30', vietnameseCalendar)).toMatchObject({ isKnown: false });
    expect(daysLate('2026-12-03', '2026-12-02', vietnameseCalendar)).toBe(0);
  });
});

describe('whether a summary is missing', () => {
  const paper = (title: string, pages: number, kind = 'to_trinh') => ({ title, pages, kind });
  it('documents D74 of a submission of more pages than the rules say, where nothing beside it is called a summary', () => {
    expect(lacksSummary([paper('Tờ trình', 10)], DEFAULT_PAPER_RULES)).toBeNull();
    expect(lacksSummary([paper('Tờ trình', 11), paper('Tờ trình bổ sung', 30)], DEFAULT_PAPER_RULES)?.pages).toBe(30);
    expect(lacksSummary([paper('Tờ trình', 11), paper('TOM TAT to trinh', 2, 'bao_cao')], DEFAULT_PAPER_RULES)).toBeNull();
    expect(lacksSummary([paper('Tờ trình', 11), paper('Bản tóm tắt', 2, 'khac')], DEFAULT_PAPER_RULES)).toBeNull();
    expect(lacksSummary([paper('Báo cáo', 90, 'bao_cao')], DEFAULT_PAPER_RULES)).toBeNull();
    expect(lacksSummary([paper('Tờ trình', 90)], { ...DEFAULT_PAPER_RULES, summaryOverPages: 0 })).toBeNull();
  });
});
