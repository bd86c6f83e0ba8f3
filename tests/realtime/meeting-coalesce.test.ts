import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { coalesced } from '../../server/live/coalesce';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('calls made one', () => {
  it('run once for a burst, per key', async () => {
    const runs: string[] = [];
    const pushes = coalesced(30, async (key) => void runs.push(key), vi.fn());
    for (const key of ['a', 'b', 'a', 'a', 'b']) pushes.due(key);
    await vi.advanceTimersByTimeAsync(29);
    expect(runs).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(runs).toEqual(['a', 'b']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(runs).toHaveLength(2);
  });

  it('never run twice at once, and once more for what was told during a run', async () => {
    let running = 0;
    let most = 0;
    const release: (() => void)[] = [];
    const pushes = coalesced(
      10,
      async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve) => release.push(resolve));
        running -= 1;
      },
      vi.fn(),
    );
    pushes.due('a');
    await vi.advanceTimersByTimeAsync(10);
    for (let count = 0; count < 3; count += 1) pushes.due('a');
    await vi.advanceTimersByTimeAsync(50);
    expect([release.length, most]).toEqual([1, 1]);
    release[0]?.();
    await vi.advanceTimersByTimeAsync(10);
    expect([release.length, most]).toEqual([2, 1]);
    release[1]?.();
    await vi.advanceTimersByTimeAsync(50);
    expect(release).toHaveLength(2);
  });

  it('are run again a second after a failure, which is told', async () => {
    const fail = vi.fn();
    const run = vi.fn(async () => undefined).mockRejectedValueOnce(new Error('SQLITE_BUSY'));
    const pushes = coalesced(10, run, fail);
    pushes.due('a');
    await vi.advanceTimersByTimeAsync(10);
    expect(fail).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(999);
    expect(run).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(1);
    expect(run).toHaveBeenCalledTimes(2);
    expect(fail).toHaveBeenCalledOnce();
  });

  it('stop: what runs ends, what waits does not begin', async () => {
    const run = vi.fn(async () => new Promise<void>((resolve) => setTimeout(resolve, 20)));
    const pushes = coalesced(10, run, vi.fn());
    pushes.due('a');
    await vi.advanceTimersByTimeAsync(10);
    pushes.due('a');
    pushes.due('b');
    const stopped = pushes.stop();
    await vi.advanceTimersByTimeAsync(100);
    await stopped;
    expect(run).toHaveBeenCalledOnce();
  });
});
