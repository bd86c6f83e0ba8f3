import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { fetchWhole, patiently, type AskRange } from '../../../app/tablet/reader/patient-ranges';

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

describe('an answer over a network that dies without a word', () => {
  it('is given up after a time of silence, however slow it may be while it comes', async () => {
    let dies = false;
    const server = createServer((_request, response) => {
      response.write('a');
      let sent = 1;
      const more = setInterval(() => {
        if (sent === 4 && dies) return;
        response.write('a');
        if ((sent += 1) < 8) return;
        clearInterval(more);
        response.end();
      }, 210);
      response.on('close', () => clearInterval(more));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const SILENCE_MS = 1_500;
    const { signal } = new AbortController();
    // All together it takes longer than the silence that ends it; each part so much shorter that a busy machine makes none of it.
    expect((await fetchWhole(url, signal, {}, SILENCE_MS)).bytes.byteLength).toBe(8);
    dies = true;
    await expect(fetchWhole(url, signal, {}, SILENCE_MS)).rejects.toThrow();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});
