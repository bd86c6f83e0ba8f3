import { describe, expect, it } from 'vitest';
import { createSemaphore } from '../../server/kernel/semaphore';

describe('turns', () => {
  it('go on in the order people came, and one that left the line is not waited for', async () => {
    const turns = createSemaphore({ parallel: 1, waiting: 3, reason: 'full' });
    const order: string[] = [];
    const first = await turns.enter();
    const leaving = new AbortController();
    const line = ['a', 'b', 'c'].map((name) => turns.inTurn(async () => void order.push(name), name === 'b' ? { signal: leaving.signal } : {}));
    await expect(turns.inTurn(async () => undefined)).rejects.toMatchObject({ code: 'unavailable', reason: 'full' });
    leaving.abort();
    await expect(line[1]).rejects.toMatchObject({ name: 'AbortError' });
    const last = turns.inTurn(async () => void order.push('d'));
    first();
    first();
    await Promise.all([line[0], line[2], last]);
    expect(order).toEqual(['a', 'c', 'd']);
  });

  it('are not begun by who has left already, and a failure gives the place on', async () => {
    const turns = createSemaphore({ parallel: 1 });
    await expect(turns.inTurn(async () => undefined, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
    await expect(turns.inTurn(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    const leaving = new AbortController();
    const end = await turns.enter({ signal: leaving.signal });
    const next = turns.inTurn(async () => 'next');
    // Who has a place keeps it: the signal is about the line.
    leaving.abort();
    expect(await Promise.race([next, new Promise((resolve) => setImmediate(() => resolve('waits')))])).toBe('waits');
    end();
    expect(await next).toBe('next');
  });

  it('of several at once never are more than there are places', async () => {
    const turns = createSemaphore({ parallel: 3, ofOne: 2 });
    let now = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, (now += 1));
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
    };
    await Promise.all(Array.from({ length: 40 }, (_one, index) => turns.inTurn(work, { share: index % 2 === 0 ? 'many' : `one ${index}` })));
    expect([now, most]).toEqual([0, 3]);
  });
});
