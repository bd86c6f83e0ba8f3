import { describe, expect, it } from 'vitest';
import { sampleDocuments } from '../../../prisma/seed/documents/index';
import { sessionCalendar } from '../../../prisma/seed/documents/calendar';
import { programmeRows } from '../../../prisma/seed/documents/opening';
import { previousCalendar, previousRows } from '../../../prisma/seed/documents/previous-session';
import { sampleAgenda } from '../../../prisma/seed/province/agenda';
import { previousAgenda } from '../../../prisma/seed/province/previous-agenda';
import { previousMinutes } from '../../support/previous-minutes';
import { CANDIDATES, CRITERIA } from '../../../prisma/seed/documents/data/emulation';
import { FACILITIES, facilitiesByPlan } from '../../../prisma/seed/documents/data/facilities';
import { TABLES, cumulative, indicator, monthly } from '../../../prisma/seed/documents/data/indicators';
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

  it('has totals that are the sum of their parts and shares that never exceed the whole, in every month', () => {
    const indicators = TABLES.flatMap((table) => table.indicators);
    const totals = indicators.filter(({ parts }) => parts.length > 0);
    expect(totals.map(({ key }) => key)).toEqual(['banle', 'bl_hang', 'xk', 'nk', 'thu', 'thu_nd', 'chi', 'chi_tx', 'vt_hk', 'vt_hh']);
    for (let month = 1; month <= 12; month += 1) {
      for (const one of totals) {
        for (const of of [monthly, cumulative]) expect(of(one, 2026, month), `${one.key} ${month}`).toBeCloseTo(add(one.parts.map((key) => of(indicator(key), 2026, month))), 6);
      }
      for (const one of indicators.filter(({ whole }) => whole)) expect(monthly(one, 2026, month), `${one.key} ${month}`).toBeLessThanOrEqual(monthly(indicator(one.whole ?? ''), 2026, month));
    }
    // Every row that begins with a dash belongs to a total or to a whole of its table; rates are no sums.
    const related = new Set([...totals.flatMap(({ parts }) => parts), ...indicators.filter(({ whole }) => whole).map(({ key }) => key)]);
    expect(indicators.filter(({ name, kind, key }) => name.startsWith('- ') && kind === 'flow' && !related.has(key)).map(({ key }) => key)).toEqual([]);
  });

  it.each([
    ['current', sampleAgenda, programmeRows(sessionCalendar('2026-11-26'))],
    ['earlier', previousAgenda, previousRows(previousCalendar(sessionCalendar('2026-11-26')))],
  ])('prints the programme of the %s session with the times, rows and papers of its agenda', (_name, agenda, rows) => {
    let clock = 8 * 60;
    const at = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    const times = agenda.map(({ plannedMinutes }) => {
      const from = clock;
      clock += plannedMinutes;
      return `${at(from)}–${at(clock)}`;
    });
    expect(rows.map(({ time }) => time)).toEqual(times);
    agenda.forEach((item, index) => {
      const row = rows[index];
      if (item.kind === 'item') expect(row?.documents.split('; '), item.key).toEqual(item.documents.map(({ title }) => title.replace(' của Sở Tư pháp', '')));
      const open = item.votes.some(({ kind }) => kind === 'open');
      const secret = item.votes.some(({ kind }) => kind === 'secret');
      expect([row?.content.includes('(biểu quyết công khai)'), row?.content.includes('(bỏ phiếu kín)')], item.key).toEqual([open, secret]);
    });
  });

  it('gives no number to two papers of one day', () => {
    const numbers = sampleDocuments('2026-11-26').flatMap((one) => [...JSON.stringify(one.data).matchAll(/"number":"(\d+)","notation":"([^"]+)"/gu)].map(([, number, notation]) => `${number}/${notation}`));
    expect(numbers.length).toBeGreaterThan(10);
    expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([]);
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
