import { expect, vi } from 'vitest';

/**
 * How long a test waits for what must come, whatever else the machine does meanwhile: no measure of the program, only the
 * end of hope. What comes is noticed at once; a test that measures says so and measures against something of the same run.
 */
const PATIENCE_MS = 60_000;

const waitFor = vi.waitFor.bind(vi);
vi.waitFor = (check, options) => {
  const given = typeof options === 'number' ? { timeout: options } : (options ?? {});
  return waitFor(check, { interval: 10, ...given, timeout: Math.max(PATIENCE_MS, given.timeout ?? 0) });
};

const poll = expect.poll.bind(expect);
expect.poll = (check, options) => poll(check, { interval: 20, ...options, timeout: Math.max(PATIENCE_MS, options?.timeout ?? 0) });
