import type { Clock } from '../../kernel/ports/clock';
import type { Throttle, ThrottleRule } from '../../kernel/ports/throttle';

/** Keys of one rule kept at once; beyond, those that end first are dropped. An address that makes up keys pays elsewhere. */
const KEYS_KEPT = 50_000;

interface Counter {
  failures: number;
  /** `Clock.monotonic`, ms. */
  endsAt: number;
}

/** Failure counters in the memory of this process, on the clock that nobody sets. */
export function createThrottle(clock: Pick<Clock, 'monotonic'>): Throttle {
  const rules = new Map<string, Map<string, Counter>>();
  const countersOf = (rule: ThrottleRule): Map<string, Counter> => {
    const counters = rules.get(rule.name) ?? new Map<string, Counter>();
    rules.set(rule.name, counters);
    return counters;
  };
  const find = (rule: ThrottleRule, key: string): Counter | null => {
    const counter = countersOf(rule).get(key);
    return counter && counter.endsAt > clock.monotonic() ? counter : null;
  };
  const makeRoom = (counters: Map<string, Counter>): void => {
    if (counters.size < KEYS_KEPT) return;
    const now = clock.monotonic();
    for (const [key, { endsAt }] of counters) if (endsAt <= now) counters.delete(key);
    for (const key of counters.keys()) {
      if (counters.size < KEYS_KEPT) return;
      counters.delete(key);
    }
  };
  return {
    async blockedFor(rule, key) {
      const counter = find(rule, key);
      return counter && counter.failures >= rule.failures ? Math.max(1, Math.ceil((counter.endsAt - clock.monotonic()) / 1000)) : 0;
    },
    async fail(rule, key) {
      const known = find(rule, key);
      const counter = known ?? { failures: 0, endsAt: clock.monotonic() + rule.window * 1000 };
      if (!known) {
        const counters = countersOf(rule);
        counters.delete(key);
        makeRoom(counters);
        counters.set(key, counter);
      }
      counter.failures += 1;
      // The whole block begins with the last allowed failure, however long ago the first one was.
      if (counter.failures === rule.failures) counter.endsAt = clock.monotonic() + rule.block * 1000;
      return counter.failures;
    },
    async forgive(rule, key) {
      const counter = find(rule, key);
      if (counter && counter.failures > 0) counter.failures -= 1;
    },
    async clear(rule, key) {
      countersOf(rule).delete(key);
    },
  };
}
