import { describe, expect, it } from 'vitest';
import { defaultAccountFactors as factors } from '../../../server/shared/law/paper-factors';
import { paperAccount } from '../../../server/shared/rules/paper-account';
import { hasRole } from '../../../server/shared/rules/roles';

const documents = [
  { id: 'a', pages: 3, entitled: 10, printed: 4 },
  { id: 'b', pages: 8, entitled: 10, printed: 12 },
];
const account = (of = documents, duplex = true, given = factors) => paperAccount({ documents: of, duplex }, given);

describe('paper account, opened up', () => {
  it('metrics P1 P4 each figure names its formula, what it was made from and its factors', () => {
    const { steps, totals } = account();
    const pages = { name: 'pagesAvoided', value: 18 };
    const sheets = { name: 'sheetsAvoided', value: 12 };
    expect(steps.map(({ key, formula, operands, factors: used }) => [key, formula, operands, used.map((factor) => factor.key)])).toEqual([
      ['pagesAvoided', 'Σ pages × max(0, entitled − printed)', [], []],
      ['sheetsAvoided', 'Σ ⌈pages ÷ pagesPerSheet⌉ × max(0, entitled − printed)', [{ name: 'pagesPerSheet', value: 2 }], []],
      ['pagesPrinted', 'Σ pages × printed', [], []],
      ['mass', 'sheetsAvoided × sheet_mass ÷ 1000', [sheets], ['sheet_mass']],
      ['reams', 'sheetsAvoided ÷ sheets_per_ream', [sheets], ['sheets_per_ream']],
      ['co2e', 'sheetsAvoided × co2e_per_sheet ÷ 1000', [sheets], ['co2e_per_sheet']],
      ['trees', 'sheetsAvoided ÷ sheets_per_tree', [sheets], ['sheets_per_tree']],
      ['printHours', 'pagesAvoided ÷ (pages_per_minute × 60)', [pages], ['pages_per_minute']],
      ['printHoursCollated', 'printHours + setsAvoided × collating_minutes ÷ 60', [{ name: 'printHours', value: totals.printHours }, { name: 'setsAvoided', value: 6 }], ['pages_per_minute', 'collating_minutes']],
      ['cost', 'pagesAvoided × cost_per_page + sheetsAvoided × cost_per_sheet', [pages, sheets], ['cost_per_page', 'cost_per_sheet']],
      ['paperlessRatio', 'pagesAvoided ÷ (pagesAvoided + pagesPrinted)', [pages, { name: 'pagesPrinted', value: 108 }], []],
    ]);
  });

  it('metrics P4 estimates are reckoned to the last digit', () => {
    const { totals } = account();
    expect(totals.mass).toBeCloseTo((12 * factors.sheet_mass.value) / 1000, 12);
    expect(totals.printHoursCollated).toBeCloseTo(18 / (factors.pages_per_minute.value * 60) + (6 * factors.collating_minutes.value) / 60, 12);
    expect(account([]).steps.map(({ key }) => key)).not.toContain('paperlessRatio');
  });

  it('metrics P4 what has no range gets none', () => {
    const { low: _low, high: _high, ...plain } = factors.co2e_per_sheet;
    const { totals, steps } = account(documents, true, { ...factors, co2e_per_sheet: plain });
    expect(totals.co2e).toMatchObject({ low: null, high: null });
    expect(steps.flatMap((step) => (step.key === 'co2e' ? Object.keys(step) : []))).toEqual(['key', 'kind', 'formula', 'operands', 'factors', 'result']);
  });

  it('metrics P1 nothing avoided is nothing, and printed copies are whole numbers', () => {
    expect(account([]).totals.setsAvoided).toBe(0);
    expect(account([{ id: 'a', pages: 1, entitled: 0, printed: 0 }]).totals.setsAvoided).toBe(0);
    expect(account([{ id: 'a', pages: 1, entitled: 1, printed: 0 }]).totals.setsAvoided).toBe(1);
    expect(() => account([{ id: 'a', pages: 1, entitled: 1, printed: -1 }])).toThrow(/^printed/u);
  });
});

describe('roles', () => {
  it('are held by people alone, each by its name', () => {
    expect(hasRole({ kind: 'person', roles: ['admin'] } as never, 'admin')).toBe(true);
    expect(hasRole({ kind: 'person', roles: ['admin'] } as never, 'clerk')).toBe(false);
    expect(hasRole({ kind: 'person' } as never, 'admin')).toBe(false);
    expect(hasRole({ kind: 'system', roles: ['admin'] } as never, 'admin')).toBe(false);
  });
});
