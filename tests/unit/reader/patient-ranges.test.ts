import { describe, expect, it } from 'vitest';
import { patiently, type AskRange } from '../../../app/tablet/reader/patient-ranges';

const BYTES = new ArrayBuffer(4);

/** Fails so many times, then answers. */
function line(failures: number, answer: ArrayBuffer | null = BYTES): { ask: AskRange; rests: number[]; rest: (ms: number) => Promise<void> } {
  const rests: number[] = [];
  let left = failures;
  return {
    ask: async () => {
      if (left-- > 0) throw new TypeError('Failed to fetch');
      return answer;
    },
    rests,
    rest: async (ms) => void rests.push(ms),
  };
}

describe('ranges of a paper', () => {
  it('are asked for until the network is back, with growing pauses', async () => {
    const { ask, rest, rests } = line(6);
    expect(await patiently(ask, 0, 4, new AbortController().signal, rest)).toBe(BYTES);
    expect(rests).toEqual([300, 1_000, 2_000, 5_000, 5_000, 5_000]);
  });

  it('are given up when the server refuses them', async () => {
    const { ask, rest, rests } = line(0, null);
    expect(await patiently(ask, 0, 4, new AbortController().signal, rest)).toBeNull();
    expect(rests).toEqual([]);
  });

  it('are given up when the paper is closed', async () => {
    const closing = new AbortController();
    const { ask } = line(1_000);
    expect(await patiently(ask, 0, 4, closing.signal, async () => closing.abort())).toBeNull();
  });
});
