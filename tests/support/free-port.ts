import { createServer } from 'node:net';

/**
 * Below the range from which systems take ports for outgoing connections: what was free stays free between the look and
 * the use, and a client that comes back never meets itself.
 */
const [FIRST, COUNT] = [20_000, 12_000];

let next = Math.floor(Math.random() * COUNT);

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

/** A port for a server that must know it before it listens, or comes back on it. */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < COUNT; tried += 1) {
    next = (next + 1) % COUNT;
    if (await isFree(FIRST + next)) return FIRST + next;
  }
  throw new Error('no port is free');
}
