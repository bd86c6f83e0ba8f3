import { setTimeout as rest } from 'node:timers/promises';
import { ExchangeError } from './exchange';

export interface BreakerTimes {
  /** Tries of one question. */
  tries: number;
  /** Before the second try, doubled for each further one, ms. */
  againMs: number;
  /** Questions in a row that failed before an authority is left alone. */
  failures: number;
  /** For how long, doubled with each further failure up to `mostMs`. */
  restMs: number;
  mostMs: number;
}

export const BREAKER_TIMES: BreakerTimes = { tries: 3, againMs: 500, failures: 3, restMs: 60_000, mostMs: 15 * 60_000 };

/** What no second try mends: the answer was given. */
const FINAL: ReadonlySet<string> = new Set(['inside', 'certificate', 'too_large', 'answer', 'untrusted']);
const isFinal = (error: unknown): boolean => error instanceof ExchangeError && (FINAL.has(error.problem) || (error.problem === 'refused' && !/^(429|5\d\d)$/u.test(error.detail)));

/** Asks an authority again where that may help, and leaves one alone for a while that fails again and again, so that nobody waits for it. */
export function createBreaker(monotonic: () => number, times: BreakerTimes = BREAKER_TIMES) {
  const states = new Map<string, { failed: number; until: number }>();
  return async function through<T>(name: string, ask: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const state = states.get(name) ?? { failed: 0, until: 0 };
    states.set(name, state);
    if (monotonic() < state.until) throw new ExchangeError('resting');
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answer = await ask();
        state.failed = 0;
        return answer;
      } catch (error) {
        signal?.throwIfAborted();
        if (!isFinal(error) && attempt < times.tries) {
          await rest(times.againMs * 2 ** (attempt - 1), undefined, { signal });
          continue;
        }
        state.failed += 1;
        if (state.failed >= times.failures) state.until = monotonic() + Math.min(times.mostMs, times.restMs * 2 ** (state.failed - times.failures));
        throw error;
      }
    }
  };
}
