import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Redis, type RedisOptions } from 'ioredis';
import type { Secret } from '../../kernel/place-parts';
import type { RedisPlace, RedisProblem } from '../../kernel/redis-place';
import { redisProblemOf } from './redis-words';

/** How often this process says something to itself through Redis, and how long it may not hear it, ms. */
const BEAT_MS = 1_000;
const SILENT_MS = 3_000;
const ANSWER_MS = 1_000;
const CONNECT_MS = 2_000;
/** What may be on its way and not yet taken, bytes; beyond, hints are left out. */
const WAITING_BYTES = 4 * 1024 * 1024;
/** Said behind its name by a process that left something out. */
const LOOK = 1;

/** The way to Redis and back: two connections that are made again whenever they were lost. What cannot be sent now is left out, never kept. */
export interface RedisLink {
  /** Null: what is sent arrives. Before the first answer it is `silent`. */
  readonly problem: RedisProblem | null;
  /** Resolves when it is known whether it works, or after that many milliseconds. */
  settled(ms: number): Promise<void>;
  /** @param make called only where it can be sent. */
  send(channel: string, make: () => Buffer): void;
  /** A question; null when there is no answer now. */
  ask<T>(work: (redis: Redis) => Promise<T>): Promise<T | null>;
  follow(channel: string): void;
  unfollow(channel: string): void;
  close(): Promise<void>;
}

export interface RedisLinkOptions {
  place: RedisPlace;
  /** Before every channel and key of this installation. */
  prefix: string;
  hear(channel: string, message: Buffer): void;
  /** Everything arrives again; what was told meanwhile may be lost. */
  regained(): void;
  /** What is wrong changed. */
  changed?(problem: RedisProblem | null): void;
}

const valueOf = (secret: Secret): string => {
  if ('value' in secret) return secret.value;
  try {
    return readFileSync(secret.file, 'utf8').trim();
  } catch (cause) {
    throw new Error(`Secret file ${secret.file}`, { cause });
  }
};

function optionsOf(place: RedisPlace): RedisOptions {
  const { host, port, database, user, password, encrypted, authorityFile } = place;
  return {
    ...(port === null ? { path: host } : { host, port }),
    db: database,
    ...(user === null ? {} : { username: user }),
    ...(password === null ? {} : { password: valueOf(password) }),
    ...(encrypted ? { tls: authorityFile === null ? {} : { ca: readFileSync(authorityFile) } } : {}),
    lazyConnect: true,
    connectionName: 'phien',
    connectTimeout: CONNECT_MS,
    commandTimeout: ANSWER_MS,
    keepAlive: 10_000,
    // What could not be said at once is not said later: hints grow old, and memory is no place for them.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    autoResubscribe: false,
    disableClientInfo: true,
    maxRetriesPerRequest: 0,
    retryStrategy: (times) => Math.min(1_000, 50 * times),
  };
}

export function openRedisLink({ place, prefix, hear, regained, changed = () => undefined }: RedisLinkOptions): RedisLink {
  const beatChannel = `${prefix}beat`;
  const own = randomBytes(8);
  const look = Buffer.concat([own, Uint8Array.of(LOOK)]);
  const channels = new Set<string>();
  let problem: RedisProblem | null = 'silent';
  let told: RedisProblem | null | undefined;
  let heardAt = performance.now();
  let waiting = 0;
  /** Something was left out: the others are told to look as soon as anything arrives. */
  let omitted = false;
  let closed = false;
  let first: (() => void) | null = null;
  const known = new Promise<void>((resolve) => (first = resolve));

  const set = (next: RedisProblem | null): void => {
    first?.();
    if (closed || told === next) return;
    const isBack = problem !== null && next === null;
    problem = told = next;
    changed(next);
    if (isBack) regained();
  };
  const fail = (error: unknown): void => {
    // A question that came too late while others are answered says nothing of the server.
    const found = redisProblemOf(error);
    if (found === 'silent') return;
    // A connection that ends after it was refused in words says less than the words.
    if (found === 'unreachable' && told && told !== 'silent' && !(error as { code?: string }).code) return;
    set(found);
  };

  let options: RedisOptions;
  try {
    options = optionsOf(place);
  } catch (error) {
    return withoutWay(redisProblemOf(error), changed);
  }
  const speaker = new Redis(options);
  const listener = new Redis(options);
  for (const one of [speaker, listener]) one.on('error', fail);
  const listen = (names: readonly string[]): void => void (names.length === 0 ? undefined : listener.subscribe(...names).catch(fail));
  // Whatever was told while nobody listened is lost: that is said once everything is listened to again.
  let listens = false;
  listener.on('ready', () => {
    listener.subscribe(beatChannel, ...channels).then(() => {
      if (listens && problem === null) regained();
      listens = true;
      beat();
    }, fail);
  });
  speaker.on('ready', () => beat());
  listener.on('messageBuffer', (channel: Buffer, message: Buffer) => {
    const name = channel.toString();
    if (name !== beatChannel) return hear(name, message);
    if (message.length === look.length && message.at(-1) === LOOK && !message.equals(look)) return regained();
    if (!message.equals(own)) return;
    heardAt = performance.now();
    set(null);
    if (!omitted) return;
    omitted = false;
    speaker.publish(beatChannel, look).catch((error: unknown) => {
      omitted = true;
      fail(error);
    });
  });

  function beat(): void {
    if (closed) return;
    if (performance.now() - heardAt > SILENT_MS && (problem === null || told === undefined)) set('silent');
    if (speaker.status === 'ready') speaker.publish(beatChannel, own).catch(fail);
  }
  for (const one of [speaker, listener]) one.connect().catch(fail);
  const timer = setInterval(beat, BEAT_MS);
  timer.unref();

  return {
    get problem() {
      return problem;
    },
    async settled(ms) {
      let late: NodeJS.Timeout | undefined;
      await Promise.race([known, new Promise<void>((resolve) => (late = setTimeout(resolve, ms)))]);
      clearTimeout(late);
    },
    send(channel, make) {
      const message = problem === null && speaker.status === 'ready' && waiting < WAITING_BYTES ? make() : null;
      if (message === null) {
        omitted = true;
        return;
      }
      waiting += message.length;
      const lost = (error: unknown): void => {
        omitted = true;
        fail(error);
      };
      speaker.publish(channel, message).catch(lost).finally(() => (waiting -= message.length));
    },
    async ask(work) {
      if (problem !== null || speaker.status !== 'ready') return null;
      return work(speaker).catch((error: unknown) => {
        fail(error);
        // Whoever asks waits once, not each time: until the next beat is heard nobody asks again.
        if (redisProblemOf(error) === 'silent') set('silent');
        return null;
      });
    },
    follow(channel) {
      channels.add(channel);
      if (listener.status === 'ready') listen([channel]);
    },
    unfollow(channel) {
      channels.delete(channel);
      if (listener.status === 'ready') listener.unsubscribe(channel).catch(fail);
    },
    async close() {
      closed = true;
      clearInterval(timer);
      for (const one of [speaker, listener]) one.disconnect();
      await Promise.resolve();
    },
  };
}

/** Settings that cannot be read are told like a server that is away. */
function withoutWay(problem: RedisProblem, changed: (problem: RedisProblem) => void): RedisLink {
  changed(problem);
  return { problem, settled: () => Promise.resolve(), send: () => undefined, ask: () => Promise.resolve(null), follow: () => undefined, unfollow: () => undefined, close: () => Promise.resolve() };
}
