import { createHash } from 'node:crypto';
import type { Throttle, ThrottleRule } from '../../kernel/ports/throttle';
import type { RedisLink } from './redis-link';

/** A window begins with its first failure; the last one allowed begins the block. */
const FAIL = `local n = redis.call('INCR', KEYS[1])
if n == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
if n == tonumber(ARGV[1]) then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
return n`;
const BLOCKED = `if tonumber(redis.call('GET', KEYS[1]) or '0') < tonumber(ARGV[1]) then return 0 end
return math.max(1, redis.call('PTTL', KEYS[1]))`;
const FORGIVE = `if tonumber(redis.call('GET', KEYS[1]) or '0') > 0 then redis.call('DECR', KEYS[1]) end
return 0`;

/**
 * Failures counted over all processes, and in this one as before: the stricter of both holds, so that a Redis that is away, slow or
 * was emptied costs whoever guesses as much as with one process. Keys are digests: names and addresses are not kept there.
 */
export function createRedisThrottle(own: Throttle, { ask }: Pick<RedisLink, 'ask'>, prefix: string): Throttle {
  const keyOf = (rule: ThrottleRule, key: string): string => `${prefix}throttle:${rule.name}:${createHash('sha256').update(key).digest('base64url')}`;
  return {
    async blockedFor(rule, key) {
      const [here, there] = await Promise.all([own.blockedFor(rule, key), ask((redis) => redis.eval(BLOCKED, 1, keyOf(rule, key), rule.failures))]);
      return Math.max(here, Math.ceil(Number(there ?? 0) / 1_000));
    },
    async fail(rule, key) {
      const [here, there] = await Promise.all([own.fail(rule, key), ask((redis) => redis.eval(FAIL, 1, keyOf(rule, key), rule.failures, rule.window * 1_000, rule.block * 1_000))]);
      return Math.max(here, Number(there ?? 0));
    },
    async forgive(rule, key) {
      await Promise.all([own.forgive(rule, key), ask((redis) => redis.eval(FORGIVE, 1, keyOf(rule, key)))]);
    },
    async clear(rule, key) {
      await Promise.all([own.clear(rule, key), ask((redis) => redis.del(keyOf(rule, key)))]);
    },
  };
}
