import { namedRedis, type RedisPlace, type RedisProblem } from '../../kernel/redis-place';
import { openRedisHub } from './redis';
import { redisWords } from './redis-words';

const WAIT_MS = 4_000;

export interface RedisLook {
  value: string;
  problem: RedisProblem | null;
  /** What is wrong; null when nothing is. */
  words: { vi: string; en: string } | null;
  /** Milliseconds there and back. */
  roundTripMs: number | null;
}

/** For the doctor: tells itself something by way of Redis, and counts under a key that is gone at once. */
export async function lookAtRedis(place: RedisPlace): Promise<RedisLook> {
  const value = namedRedis(place);
  const hub = openRedisHub({ place, installationId: 'doctor', tell: () => undefined });
  try {
    await hub.link.settled(WAIT_MS);
    const began = performance.now();
    const written = hub.condition() === null ? await hub.link.ask((redis) => redis.set('phien:doctor:look', '1', 'PX', 1_000)) : null;
    const problem = hub.condition() ?? (written === null ? 'silent' : null);
    return { value, problem, words: problem && redisWords(place, problem), roundTripMs: problem === null ? performance.now() - began : null };
  } finally {
    await hub.close();
  }
}
