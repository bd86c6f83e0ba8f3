import { randomBytes } from 'node:crypto';
import type { PubSub } from '../../kernel/ports/pub-sub';
import type { RedisPlace, RedisProblem } from '../../kernel/redis-place';
import { createHub, type Hub } from './in-process';
import { openRedisLink, type RedisLink } from './redis-link';
import { redisWords } from './redis-words';

/** First byte of every message; another version of the program may be at the other end. */
const VERSION = 1;
const SENDER_BYTES = 8;
const HEAD_BYTES = 1 + SENDER_BYTES;

export interface RedisHub extends Hub {
  readonly link: RedisLink;
  /** Null: hints arrive. */
  condition(): RedisProblem | null;
  close(): Promise<void>;
}

/** Before channels and keys, so that installations that share a Redis do not hear each other. */
export const prefixOf = (installationId: string): string => `phien:${installationId}:`;

export interface RedisHubOptions {
  place: RedisPlace;
  installationId: string;
  /** Told of what an operator should know; a fault that goes on is told once. */
  tell(message: string): void;
}

/**
 * Where the processes of an installation meet, over Redis: what the parts of this process tell each other does not take that way,
 * and goes on without it.
 */
export function openRedisHub({ place, installationId, tell }: RedisHubOptions): RedisHub {
  const prefix = prefixOf(installationId);
  const sender = randomBytes(SENDER_BYTES);
  const head = Buffer.concat([Uint8Array.of(VERSION), sender]);
  const here = createHub();
  const hears = new Map<string, Set<(message: Uint8Array) => void>>();
  const looks = new Set<() => void>();
  let told: RedisProblem | null = null;

  const link = openRedisLink({
    place,
    prefix,
    hear(channel, message) {
      if (message.length < HEAD_BYTES || message[0] !== VERSION || message.subarray(1, HEAD_BYTES).equals(sender)) return;
      for (const hear of [...(hears.get(channel) ?? [])]) hear(Uint8Array.from(message.subarray(HEAD_BYTES)));
    },
    regained: () => looks.forEach((look) => look()),
    changed(problem) {
      if (problem === told) return;
      if (problem !== null) {
        const { vi, en } = redisWords(place, problem);
        tell(`${vi} / ${en}`);
      } else if (told !== null) tell('Redis: well again');
      told = problem;
    },
  });

  return {
    link,
    condition: () => link.problem,
    close: () => link.close(),
    join(): PubSub {
      const inside = here.join();
      return {
        publish(topic, make) {
          let made: Uint8Array | null = null;
          const once = (): Uint8Array => (made ??= make());
          inside.publish(topic, once);
          link.send(prefix + topic, () => Buffer.concat([head, once()]));
        },
        subscribe(topic, hear) {
          const channel = prefix + topic;
          const own = (message: Uint8Array): void => hear(message);
          const all = hears.get(channel) ?? new Set();
          hears.set(channel, all.add(own));
          if (all.size === 1) link.follow(channel);
          const leave = inside.subscribe(topic, hear);
          return () => {
            leave();
            if (!all.delete(own) || all.size > 0) return;
            hears.delete(channel);
            link.unfollow(channel);
          };
        },
        onRegained(look) {
          looks.add(look);
          return () => looks.delete(look);
        },
      };
    },
  };
}
