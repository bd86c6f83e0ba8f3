import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Throttle, ThrottleRule } from '../../kernel/ports/throttle';

/** Failure counters in the memory of this process. */
export function createThrottle(): Throttle {
  const limiters = new Map<string, RateLimiterMemory>();
  const limiterOf = (rule: ThrottleRule): RateLimiterMemory => {
    const existing = limiters.get(rule.name);
    if (existing) return existing;
    const made = new RateLimiterMemory({ keyPrefix: rule.name, points: rule.failures, duration: rule.window, blockDuration: rule.block });
    limiters.set(rule.name, made);
    return made;
  };
  return {
    async blockedFor(rule, key) {
      const state = await limiterOf(rule).get(key);
      return state && state.consumedPoints >= rule.failures ? Math.max(1, Math.ceil(state.msBeforeNext / 1000)) : 0;
    },
    async fail(rule, key) {
      const limiter = limiterOf(rule);
      const state = await limiter.penalty(key);
      // The whole block begins with the last allowed failure, however long ago the first one was.
      if (state.consumedPoints === rule.failures) await limiter.block(key, rule.block);
      return state.consumedPoints;
    },
    async clear(rule, key) {
      await limiterOf(rule).delete(key);
    },
  };
}
