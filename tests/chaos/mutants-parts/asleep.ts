import fc from 'fast-check';
import { expect, vi } from 'vitest';

/** Longest a test waits for what must come, while the sources have faults: without one, it comes within a part of this. */
const SHORT_PATIENCE_MS = 4_000;

// This file is read anew for each run of a test file, in one and the same process.
const known = globalThis as { __shortPatience?: true };
if (!known.__shortPatience) {
  known.__shortPatience = true;
  // Any example will do: nobody reads it.
  fc.configureGlobal({ endOnFailure: true });
  const waitFor = vi.waitFor.bind(vi);
  vi.waitFor = (check, options) => waitFor(check, { interval: 10, ...(typeof options === 'number' ? {} : options), timeout: SHORT_PATIENCE_MS });
  const poll = expect.poll.bind(expect);
  expect.poll = (check, options) => poll(check, { interval: 20, ...options, timeout: SHORT_PATIENCE_MS });
}
