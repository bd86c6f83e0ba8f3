import { describe, expect, it } from 'vitest';
import { DomainError } from '../../../server/kernel/errors';
import { measured } from '../../../server/kernel/measured';
import { NO_METER, meters, type Deed, type Meter } from '../../../server/kernel/ports/meter';
import { roughSize } from '../../../server/kernel/rough-size';
import { createSlowNotes } from '../../../server/kernel/slow-notes';

const deed = (ms: number, more: Partial<Deed> = {}): Deed => ({ kind: 'query', name: 'meetings.home', outcome: 'ok', ms, bytes: null, ...more });

describe('slow work', () => {
  it('http O8 is told by name from the threshold on, one line a second of a name with how many there were', () => {
    const lines: unknown[] = [];
    let now = 0;
    const notes = createSlowNotes({ thresholdMs: 200, tell: (facts) => lines.push(facts), now: () => now });
    notes.done(deed(199.9));
    notes.done(deed(200));
    for (let count = 0; count < 30; count += 1) notes.done(deed(300 + count));
    notes.done(deed(250, { name: 'meetings.list' }));
    now = 1_000;
    notes.done(deed(220));
    now = 9_000;
    notes.done(deed(230, { kind: 'command', outcome: 'internal' }));
    expect(lines).toEqual([
      { kind: 'query', name: 'meetings.home', outcome: 'ok', ms: 200 },
      { kind: 'query', name: 'meetings.list', outcome: 'ok', ms: 250 },
      { kind: 'query', name: 'meetings.home', outcome: 'ok', ms: 220, more: 30, longestMs: 329 },
      { kind: 'command', name: 'meetings.home', outcome: 'internal', ms: 230 },
    ]);
  });

  it('http O8 how fast a file or a page goes over the network is nobody’s fault here', () => {
    const lines: unknown[] = [];
    const notes = createSlowNotes({ thresholdMs: 1, tell: (facts) => lines.push(facts), now: () => 0 });
    for (const kind of ['page', 'upload'] as const) notes.done(deed(60_000, { kind }));
    expect(lines).toEqual([]);
    for (const kind of ['command', 'query', 'view', 'push', 'ink'] as const) notes.done(deed(60_000, { kind }));
    expect(lines).toHaveLength(5);
  });
});

describe('a deed', () => {
  it('http O7 is told once with its outcome, whether it went well or not, to everybody who looks', async () => {
    const told: Deed[] = [];
    const one = { weighs: true, done: (what: Deed) => void told.push(what), sent: () => undefined } satisfies Meter;
    const all = meters(one, NO_METER);
    await expect(measured(all, { kind: 'query', name: 'a' }, () => Promise.resolve('xyz'), roughSize)).resolves.toBe('xyz');
    await expect(measured(all, { kind: 'query', name: 'b' }, () => Promise.reject(new DomainError('forbidden', 'x')), () => null)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(measured(all, { kind: 'query', name: 'c' }, () => Promise.reject(new TypeError('x')), () => null)).rejects.toBeInstanceOf(TypeError);
    expect(told.map(({ name, outcome, bytes }) => [name, outcome, bytes])).toEqual([['a', 'ok', 5], ['b', 'forbidden', null], ['c', 'internal', null]]);
    expect(told.every(({ ms }) => ms >= 0 && ms < 10_000)).toBe(true);
  });

  it('http O7 is weighed only where somebody looks, and about as JSON would be', async () => {
    let asked = 0;
    await measured(NO_METER, { kind: 'query', name: 'a' }, () => Promise.resolve(1), () => (asked += 1));
    expect(asked).toBe(0);
    for (const value of [{ name: 'Nguyễn Văn A', roles: ['chair', 'member'], at: new Date(0), count: 12_345, none: null }, Array.from({ length: 300 }, (_, id) => ({ id: `item-${id}`, title: 'Báo cáo' }))]) {
      const exact = JSON.stringify(value).length;
      expect(roughSize(value) / exact).toBeGreaterThan(0.7);
      expect(roughSize(value) / exact).toBeLessThan(1.3);
    }
    expect(roughSize(Array.from({ length: 10_000_000 }))).toBeLessThan(11_000_000);
  });
});
