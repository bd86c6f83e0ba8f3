import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultAccountFactors as factors } from '../../../server/shared/law/paper-factors';
import { paperAccount } from '../../../server/shared/rules/paper-account';
import { currentSession } from '../../../prisma/seed/province';

const session = currentSession();
const documents = session.agenda.flatMap((row) =>
  row.documents.map(({ key, pages }) => ({ id: key, pages, entitled: session.recipients.length, printed: session.printedSets.length })),
);
const account = paperAccount({ documents, duplex: true }, factors);

describe('paper account of the worked example', () => {
  it('26 documents, 267 pages, 138 sheets in duplex', () => {
    expect(account.totals).toMatchObject({ documents: 26, setPages: 267, setSheets: 138 });
  });
  it('45 recipients and four printed sets: 10,947 pages and 5,658 sheets avoided, 41 sets', () => {
    expect(account.totals).toMatchObject({ pagesAvoided: 10_947, sheetsAvoided: 5_658, pagesPrinted: 1_068, setsAvoided: 41 });
  });
  it('28.2 kg, 11.3 reams, CO₂e 36.8 kg (30.6–49.8), 0.68 tree', () => {
    expect(account.totals.mass.toFixed(1)).toBe('28.2');
    expect(account.totals.reams.toFixed(1)).toBe('11.3');
    expect(account.totals.co2e.value.toFixed(1)).toBe('36.8');
    expect(account.totals.co2e.low?.toFixed(1)).toBe('30.6');
    expect(account.totals.co2e.high?.toFixed(1)).toBe('49.8');
    expect(account.totals.trees.toFixed(2)).toBe('0.68');
  });
  it('6.1 hours of printing, 7.1 with collating, 3,415,710 đồng, 91.1 per cent', () => {
    expect(account.totals.printHours.toFixed(1)).toBe('6.1');
    expect(account.totals.printHoursCollated.toFixed(1)).toBe('7.1');
    expect(account.totals.cost).toBe(3_415_710);
    expect(((account.totals.paperlessRatio ?? 0) * 100).toFixed(1)).toBe('91.1');
  });
  it('had nobody printed: 12,015 pages, 6,210 sheets, 40.4 kg CO₂e', () => {
    const none = paperAccount({ documents: documents.map((document) => ({ ...document, printed: 0 })), duplex: true }, factors).totals;
    expect(none).toMatchObject({ pagesAvoided: 12_015, sheetsAvoided: 6_210, paperlessRatio: 1 });
    expect(none.co2e.value.toFixed(1)).toBe('40.4');
  });
  it('opens the formula: measured counts without a factor, estimates with theirs', () => {
    const byKey = new Map(account.steps.map((step) => [step.key, step]));
    expect(byKey.get('pagesAvoided')).toMatchObject({ kind: 'measured', factors: [], result: 10_947 });
    expect(byKey.get('co2e')).toMatchObject({ kind: 'estimated', factors: [factors.co2e_per_sheet], low: account.totals.co2e.low });
    expect(byKey.get('cost')?.operands).toEqual([{ name: 'pagesAvoided', value: 10_947 }, { name: 'sheetsAvoided', value: 5_658 }]);
    for (const step of account.steps) {
      const total = account.totals[step.key];
      expect(step.result).toBe(typeof total === 'object' && total !== null ? total.value : total);
    }
  });
});

describe('paper account', () => {
  const anyDocument = fc.record({ id: fc.uuid(), pages: fc.nat(200), entitled: fc.nat(60), printed: fc.nat(80) });
  it('has no ratio without documents', () => {
    const empty = paperAccount({ documents: [], duplex: true }, factors);
    expect(empty.totals).toMatchObject({ paperlessRatio: null, pagesAvoided: 0, cost: 0 });
    expect(empty.steps.map((step) => step.key)).not.toContain('paperlessRatio');
  });
  it('copies printed beyond those entitled avoid nothing, never less than nothing', () => {
    const [line] = paperAccount({ documents: [{ id: 'd', pages: 3, entitled: 2, printed: 5 }], duplex: true }, factors).lines;
    expect(line).toMatchObject({ pagesAvoided: 0, sheetsAvoided: 0, pagesPrinted: 15, sheetsEach: 2 });
  });
  it('on one side a sheet is a page', () => {
    fc.assert(fc.property(fc.array(anyDocument), (docs) => {
      const { totals } = paperAccount({ documents: docs, duplex: false }, factors);
      expect(totals.sheetsAvoided).toBe(totals.pagesAvoided);
    }));
  });
  it('totals are the sums of the lines; a printed copy more never saves more', () => {
    fc.assert(fc.property(fc.array(anyDocument), (docs) => {
      const { lines, totals } = paperAccount({ documents: docs, duplex: true }, factors);
      expect(totals.pagesAvoided).toBe(lines.reduce((sum, line) => sum + line.pages * Math.max(0, line.entitled - line.printed), 0));
      expect(totals.sheetsAvoided).toBeGreaterThanOrEqual(totals.pagesAvoided / 2);
      const more = paperAccount({ documents: docs.map((document) => ({ ...document, printed: document.printed + 1 })), duplex: true }, factors);
      expect(more.totals.pagesAvoided).toBeLessThanOrEqual(totals.pagesAvoided);
    }));
  });
  it('refuses counts that are not whole', () => {
    expect(() => paperAccount({ documents: [{ id: 'd', pages: 1.5, entitled: 1, printed: 0 }], duplex: true }, factors)).toThrow(RangeError);
    expect(() => paperAccount({ documents: [{ id: 'd', pages: 1, entitled: -1, printed: 0 }], duplex: true }, factors)).toThrow(RangeError);
  });
  it('every factor carries source, year, version and its own key', () => {
    for (const [key, factor] of Object.entries(factors)) {
      expect(factor.key).toBe(key);
      expect(factor.source.length).toBeGreaterThan(5);
      if (factor.low !== undefined && factor.high !== undefined) expect(factor.low <= factor.value && factor.value <= factor.high).toBe(true);
    }
  });
});
