import { describe, expect, it, vi } from 'vitest';
import { createFairShares, SHARE_LIMITS, type FairShares } from '../../server/kernel/fair-shares';

/** A loop whose time is told: work says how long it keeps the processor. */
function scriptedLoop() {
  let now = 0;
  let busy = 0;
  const loop = { now: () => now, busy: () => busy };
  return {
    loop,
    work: (ms: number) => {
      now += ms;
      busy += ms;
    },
    rest: async (ms: number) => {
      now += ms;
      await vi.advanceTimersByTimeAsync(ms);
    },
  };
}

const refusedWith = async (shares: FairShares, person: string): Promise<unknown> => shares.run(person, () => 'done').catch((error: unknown) => error);

describe('shares of the loop', () => {
  it('ordinary use is never refused and never waits: a screen of pages, three devices, sixty papers in a row', async () => {
    vi.useFakeTimers();
    const { loop, work, rest } = scriptedLoop();
    const shares = createFairShares(loop);
    for (let paper = 0; paper < 60; paper += 1) {
      const before = loop.now();
      await shares.run('secretary', () => work(35));
      expect(loop.now() - before).toBe(35);
      await rest(1_500);
    }
    vi.useRealTimers();
  });

  it('five hundred people at one door at once all come in, none waits for a refusal', async () => {
    const { loop, work } = scriptedLoop();
    const shares = createFairShares(loop);
    const answers = await Promise.all(Array.from({ length: 500 }, (_, index) => shares.run(`p${index}`, () => void work(11))));
    expect(answers).toHaveLength(500);
  });

  it('who comes in goes before what waits, of others and of their own, and nobody is left out', async () => {
    const { loop, work } = scriptedLoop();
    const shares = createFairShares(loop, { ...SHARE_LIMITS, parallel: 1 });
    const order: string[] = [];
    const does = (name: string) => () => void (work(1), order.push(name));
    let end = (): void => undefined;
    const under = shares.run('p0', () => new Promise<void>((resolve) => (end = resolve)));
    const all = [shares.run('p1', does('p1 votes')), shares.run('p2', does('p2 votes')), shares.run('p1', does('p1 comes in'), true), shares.run('p3', does('p3 comes in'), true)];
    end();
    await Promise.all([under, ...all]);
    expect(order.slice(0, 2).sort()).toEqual(['p1 comes in', 'p3 comes in']);
    expect(order.slice(2).sort()).toEqual(['p1 votes', 'p2 votes']);
  });

  it.each([
    ['five percent while others are at work', 30, SHARE_LIMITS.steady],
    ['a fifth of a loop that is at rest otherwise', 0, SHARE_LIMITS.alone],
  ])('one person gets at most %s, whatever is asked', async (_name, others, share) => {
    vi.useFakeTimers();
    const { loop, work, rest } = scriptedLoop();
    const shares = createFairShares(loop);
    let used = 0;
    let refused = 0;
    const ask = (): void => {
      shares
        .run('greedy', () => {
          work(10);
          used += 10;
        })
        .catch(() => (refused += 1));
    };
    for (let step = 0; step < 900; step += 1) {
      for (let member = 0; member < others; member += 1) void shares.run(`member ${member}`, () => work(2)).catch(() => undefined);
      for (let socket = 0; socket < 20; socket += 1) ask();
      await rest(40);
    }
    // What lies ahead once, and half a second until it is known how busy the loop is.
    expect(used).toBeLessThanOrEqual(SHARE_LIMITS.ahead + (loop.now() * share) / 1_000 + 200);
    expect(used).toBeGreaterThan(SHARE_LIMITS.ahead);
    expect(refused).toBeGreaterThan(0);
    vi.useRealTimers();
  });

  it('whoever has used least goes first', async () => {
    const { loop, work } = scriptedLoop();
    const shares = createFairShares(loop, { ...SHARE_LIMITS, parallel: 1, ownParallel: 1 });
    const order: string[] = [];
    await shares.run('greedy', () => work(500));
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const first = shares.run('somebody', () => gate);
    const greedy = ['greedy', 'greedy', 'greedy'].map((person) => shares.run(person, () => void order.push(person)));
    const member = shares.run('member', () => void order.push('member'));
    open();
    await Promise.all([first, ...greedy, member]);
    expect(order[0]).toBe('member');
  });

  it('who has used more than their share is told when to come again, others are served', async () => {
    const { loop, work } = scriptedLoop();
    const shares = createFairShares(loop);
    await shares.run('greedy', () => work(10_000));
    expect(await refusedWith(shares, 'greedy')).toMatchObject({ code: 'rate_limited', reason: 'load.own_share', params: { seconds: 30 } });
    expect(await refusedWith(shares, 'member')).toBe('done');
  });

  it('one dear answer makes the next one of that person wait a second at most', async () => {
    vi.useFakeTimers();
    const { loop, work, rest } = scriptedLoop();
    const shares = createFairShares(loop);
    await shares.run('first visitor', () => work(2_500));
    const next = shares.run('first visitor', () => 'served');
    await rest(1_100);
    expect(await next).toBe('served');
    vi.useRealTimers();
  });

  it('work that waits for something else than the processor does not keep others out', async () => {
    vi.useFakeTimers();
    const { loop, rest } = scriptedLoop();
    const shares = createFairShares(loop, { ...SHARE_LIMITS, parallel: 1 });
    const slow = shares.run('slow', () => new Promise<void>((resolve) => setTimeout(resolve, 60_000)));
    const served = shares.run('member', () => 'served');
    await rest(1_100);
    expect(await served).toBe('served');
    await rest(60_000);
    await slow;
    vi.useRealTimers();
  });

  it('a failure gives its place back and is paid for', async () => {
    const { loop, work } = scriptedLoop();
    const shares = createFairShares(loop, { ...SHARE_LIMITS, parallel: 1, ownParallel: 1 });
    for (let round = 0; round < 3; round += 1) {
      await expect(
        shares.run('unlucky', () => {
          work(5);
          throw new Error('broken');
        }),
      ).rejects.toThrow('broken');
    }
    expect(await refusedWith(shares, 'unlucky')).toBe('done');
  });
});
