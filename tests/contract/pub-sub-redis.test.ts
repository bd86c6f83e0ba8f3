import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openRedisHub, type RedisHub } from '../../server/adapters/pubsub/redis';
import type { PubSub } from '../../server/kernel/ports/pub-sub';
import { hasRedis, startRedis, type TestRedis } from '../support/redis';
import { describePubSub } from './pub-sub.suite';

describe.runIf(hasRedis())('with a Redis', () => {
  let redis: TestRedis;
  const hubs: RedisHub[] = [];
  beforeAll(async () => void (redis = await startRedis()));
  afterAll(async () => {
    for (const hub of hubs) await hub.close();
    await redis.stop();
  });
  /** Each a process of its own. */
  const join = async (): Promise<PubSub> => {
    const hub = openRedisHub({ place: redis.place, installationId: 'one', tell: (message) => expect.unreachable(message) });
    hubs.push(hub);
    await hub.link.settled(5_000);
    return hub.join();
  };
  describePubSub('pubsub PS1 over Redis', join);

  it('pubsub PS1 parts of one process hear each other once, and as well as before without it', async () => {
    const hub = openRedisHub({ place: redis.place, installationId: 'two', tell: () => undefined });
    hubs.push(hub);
    await hub.link.settled(5_000);
    const [a, b] = [hub.join(), hub.join()];
    const heard: number[] = [];
    b.subscribe('t', (message) => void heard.push(...message));
    a.publish('t', () => Uint8Array.of(1));
    await vi.waitFor(() => expect(heard).toEqual([1]));
    await hub.close();
    a.publish('t', () => Uint8Array.of(2));
    await vi.waitFor(() => expect(heard).toEqual([1, 2]));
  });
});
