import { describe, expect, it } from 'vitest';
import { roomMarks, silentSites } from '../../../server/shared/rules/sites';

const site = (id: string, connection: 'unknown' | 'up' | 'bad' | 'lost' = 'up') => ({ id, name: `Điểm cầu ${id}`, connection });
const at = (personId: string, id: string, over: { attendance?: string; leftAt?: Date } = {}) => ({ personId, site: `Điểm cầu ${id}`, attendance: 'online', leftAt: null, ...over });
const now = 100_000;
const gone = (personId: string, secondsAgo: number) => ({ personId, at: now - secondsAgo * 1_000 });

describe('sites', () => {
  it('sitting L85 a site is silent when the tablets of all its people are gone for ten seconds, counted from the last', () => {
    const seats = [at('a', '1'), at('b', '1'), at('c', '2'), at('d', '3')];
    const sites = [site('1'), site('2', 'unknown'), site('3', 'lost')];
    const silent = (here: string[], left: ReturnType<typeof gone>[]) => [...silentSites(sites, seats, { here, gone: left, now })];
    expect(silent([], [gone('a', 40), gone('b', 12)])).toEqual([['1', now - 12_000]]);
    expect(silent([], [gone('a', 40), gone('b', 9)])).toEqual([]);
    expect(silent(['b'], [gone('a', 40)])).toEqual([]);
    // Who never had one says nothing, and what is noted as lost is not noted again.
    expect(silent([], [gone('a', 40)])).toEqual([['1', now - 40_000]]);
    expect(silent([], [gone('d', 40)])).toEqual([]);
    expect(silent([], [gone('c', 11), gone('a', 40)])).toEqual([['1', now - 40_000], ['2', now - 11_000]]);
  });

  it('sitting L85 only those who count as present at the site are looked at', () => {
    const left = { here: [], gone: [gone('a', 40), gone('b', 40), gone('c', 40)], now };
    expect([...silentSites([site('1')], [at('a', '1', { attendance: 'room' }), at('b', '1', { leftAt: new Date() }), at('c', '2')], left)]).toEqual([]);
  });

  it('sitting L83 of many those who are on line at a site stay there; one alone is moved', () => {
    const [hall, far, gone, planned] = [{ ...at('a', '1'), site: null }, at('b', '1'), at('c', '1', { leftAt: new Date() }), at('d', '1', { attendance: 'unknown' })];
    expect(roomMarks([hall, far, gone, planned])).toEqual({ moved: [hall, gone, planned], stay: [far] });
    expect(roomMarks([far])).toEqual({ moved: [far], stay: [] });
    expect(roomMarks([far, far])).toEqual({ moved: [], stay: [far, far] });
  });
});
