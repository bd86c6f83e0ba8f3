import { expect, vi } from 'vitest';
import { PATIENCE_MS } from './end-of-hope';

const waitFor = vi.waitFor.bind(vi);
vi.waitFor = (check, options) => {
  const given = typeof options === 'number' ? { timeout: options } : (options ?? {});
  return waitFor(check, { interval: 10, ...given, timeout: Math.max(PATIENCE_MS, given.timeout ?? 0) });
};

const poll = expect.poll.bind(expect);
expect.poll = (check, options) => poll(check, { interval: 20, ...options, timeout: Math.max(PATIENCE_MS, options?.timeout ?? 0) });
