import { describe, expect, it } from 'vitest';
import { sampleDocuments } from '../../../prisma/seed/documents/index';
import { previousMinutes } from '../../support/previous-minutes';
import { CANDIDATES, CRITERIA } from '../../../prisma/seed/documents/data/emulation';
import { FACILITIES, facilitiesByPlan } from '../../../prisma/seed/documents/data/facilities';
import { TABLES, cumulative, monthly } from '../../../prisma/seed/documents/data/indicators';
import { ADJUSTED_PROJECTS, INVESTMENT, PROJECTS, byCommune, byInvestor, bySector, bySource } from '../../../prisma/seed/documents/data/investment';
import { DIGITAL_BUDGET, budgetByPillar } from '../../../prisma/seed/documents/data/digital';
import { countByState, taskList } from '../../../prisma/seed/documents/data/tasks';
import { MinutesDocument } from '../../../server/shared/protocol/minutes-document';

const add = (values: number[]) => values.reduce((a, b) => a + b, 0);

describe('sample data', () => {
  it('moves as much as it takes among seven projects of 120, and exceeds no project', () => {
    expect(PROJECTS).toHaveLength(120);
    expect(ADJUSTED_PROJECTS.map((one) => one.change)).toEqual([-96_500, -41_700, -30_200, -18_000, 88_000, 52_400, 46_000]);
    expect(ADJUSTED_PROJECTS.map((one) => one.plan)).toEqual([412_000, 158_200, 120_000, 74_500, 203_000, 65_000, 48_000]);
    expect([INVESTMENT.decrease, INVESTMENT.increase]).toEqual([186_400, 186_400]);
    for (const one of PROJECTS) {
      expect(one.before + one.plan + one.change, one.name).toBeLessThanOrEqual(one.cost);
      expect(one.paid, one.name).toBeLessThanOrEqual(one.plan + one.change);
    }
    expect(new Set(PROJECTS.map((one) => one.name)).size).toBe(120);
  });

  it('adds up to one plan by sector, source, commune and investor', () => {
    for (const slices of [bySector(), bySource(), byCommune(), byInvestor()]) {
      expect(add(slices.map((one) => one.plan))).toBe(INVESTMENT.plan);
      expect(add(slices.map((one) => one.paid))).toBe(INVESTMENT.paid);
      expect(add(slices.map((one) => one.change))).toBe(0);
      expect(add(slices.map((one) => one.count))).toBe(120);
    }
  });

  it('has 14 overdue tasks, 26 facilities and a digital budget that adds up', () => {
    const tasks = taskList({ year: 2026, month: 10, day: 31 });
    const count = countByState(tasks);
    expect(count.overdue).toBe(14);
    expect(count.done + count.late + count.doing + count.overdue).toBe(tasks.length);
    expect(FACILITIES).toHaveLength(26);
    expect(add(facilitiesByPlan().map((one) => one.count))).toBe(26);
    expect(add(budgetByPillar().map((one) => one.budget))).toBe(DIGITAL_BUDGET);
  });

  it('cumulates the months and scores candidates within one hundred', () => {
    for (const one of TABLES.flatMap((table) => table.indicators).filter((x) => x.kind === 'flow')) {
      expect(cumulative(one, 2026, 3)).toBeCloseTo(monthly(one, 2026, 1) + monthly(one, 2026, 2) + monthly(one, 2026, 3), 6);
    }
    expect(add(CRITERIA.map(([, top]) => top))).toBe(100);
    expect(CANDIDATES.map((one) => one.label)).toEqual(['A', 'B', 'C']);
  });

  it('writes every text in NFC, and minutes that parse', () => {
    const all = JSON.stringify(sampleDocuments('2026-11-26'));
    expect(all.normalize('NFC')).toBe(all);
    expect(all).not.toMatch(/undefined|NaN|\[object/u);
    expect(() => MinutesDocument.parse(previousMinutes('2026-11-26'))).not.toThrow();
  });

  it('dates every document of the session from its day', () => {
    const all = JSON.stringify(sampleDocuments('2027-07-29').filter((one) => one.session === 'current'));
    expect(all).toContain('thứ Năm, ngày 29 tháng 7 năm 2027');
    expect(all).toContain('01/01/2028');
    expect(all).not.toContain('tháng 11 năm 2026');
  });
});
