import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areNamed, bestOf, problemsOf, READINESS_PROBLEMS, worseFirst, type SaidReadiness } from '../../../server/shared/rules/readiness';

const well: SaidReadiness = { program: 'p', offsetMs: 300, tripMs: 40, battery: { percent: 80, charging: false } };
const said = fc.record({
  program: fc.constantFrom('p', 'old'),
  offsetMs: fc.option(fc.integer({ min: -1e9, max: 1e9 })),
  tripMs: fc.option(fc.integer({ min: 0, max: 60_000 })),
  battery: fc.option(fc.record({ percent: fc.integer({ min: 0, max: 100 }), charging: fc.boolean() })),
});

describe('whether a tablet is ready', () => {
  it.each([
    ['none was seen', null, ['away']],
    ['all is well', well, []],
    ['nothing is told of the battery, as by Safari', { ...well, battery: null }, []],
    ['nothing is known yet', { program: 'p', offsetMs: null, tripMs: null, battery: null }, []],
    ['another program', { ...well, program: 'q' }, ['program']],
    ['24 %', { ...well, battery: { percent: 24, charging: false } }, ['battery']],
    ['25 %', { ...well, battery: { percent: 25, charging: false } }, []],
    ['3 %, charging', { ...well, battery: { percent: 3, charging: true } }, []],
    ['a second from word to answer', { ...well, tripMs: 1_000 }, []],
    ['more than that', { ...well, tripMs: 1_001 }, ['connection']],
    ['a clock a minute off', { ...well, offsetMs: -60_000 }, []],
    ['hours off', { ...well, offsetMs: -3 * 3_600_000 }, ['clock']],
    ['everything', { program: '', offsetMs: 1e9, tripMs: 9_000, battery: { percent: 1, charging: false } }, ['program', 'battery', 'connection', 'clock']],
  ] as const)('sitting L59 %s', (_name, tablet, problems) => {
    expect(problemsOf(tablet, 'p')).toEqual(problems);
  });

  it('sitting L60 those who are not ready are named from ten minutes before the start on', () => {
    const startsAt = new Date('2026-11-26T01:00:00Z');
    expect(['00:49:59', '00:50:00', '01:00:00', '01:20:00'].map((time) => areNamed(startsAt, new Date(`2026-11-26T${time}Z`)))).toEqual([false, true, true, true]);
  });

  it('sitting L59 the worst off comes first, in an order that is one, and of several tablets the best counts', () => {
    const problems = fc.subarray([...READINESS_PROBLEMS]);
    fc.assert(
      fc.property(problems, problems, problems, (a, b, c) => {
        expect(Math.sign(worseFirst(a, b))).toBe(-Math.sign(worseFirst(b, a)) + 0);
        if (worseFirst(a, b) <= 0 && worseFirst(b, c) <= 0) expect(worseFirst(a, c)).toBeLessThanOrEqual(0);
        if (a.length > 0) expect(worseFirst(a, [])).toBeLessThan(0);
      }),
    );
    fc.assert(
      fc.property(fc.array(said, { minLength: 1, maxLength: 5 }), (tablets) => {
        const best = problemsOf(bestOf(tablets, 'p'), 'p');
        for (const tablet of tablets) expect(worseFirst(problemsOf(tablet, 'p'), best)).toBeLessThanOrEqual(0);
      }),
    );
    expect(bestOf([], 'p')).toBeNull();
  });
});
