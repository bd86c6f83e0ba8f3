import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openRedisHub, prefixOf, type RedisHub } from '../../../server/adapters/pubsub/redis';
import { lookAtRedis } from '../../../server/adapters/pubsub/redis-look';
import { createRedisThrottle } from '../../../server/adapters/pubsub/redis-throttle';
import { createThrottle } from '../../../server/adapters/system/throttle';
import { BootError, readConfig } from '../../../server/kernel/config';
import type { Throttle } from '../../../server/kernel/ports/throttle';
import { freePort } from '../../support/free-port';
import { hasRedis, redisPlace, startRedis, type TestRedis } from '../../support/redis';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const LATEST_MS = 2_000;

describe.runIf(hasRedis())('Redis between processes', () => {
  let redis: TestRedis;
  let hubs: RedisHub[] = [];
  let said: string[] = [];
  const more: { stop(): Promise<void> }[] = [];
  beforeEach(async () => {
    said = [];
    redis = await startRedis();
  });
  afterEach(async () => {
    for (const hub of hubs) await hub.close();
    hubs = [];
    for (const one of [redis, ...more.splice(0)]) await one.stop();
  });
  const open = async (installationId = 'one', place = redis.place): Promise<RedisHub> => {
    const hub = openRedisHub({ place, installationId, tell: (message) => void said.push(message) });
    hubs.push(hub);
    await hub.link.settled(5_000);
    return hub;
  };
  /** Numbers told on one topic, as another process hears them. */
  async function pair(from: RedisHub, to: RedisHub, topic = 't') {
    const [teller, hearer] = [from.join(), to.join()];
    const heard: number[] = [];
    hearer.subscribe(topic, (message) => void heard.push(...message));
    const tell = (value: number): void => teller.publish(topic, () => bytes(value));
    await vi.waitFor(() => {
      tell(0);
      expect(heard).toContain(0);
    }, { timeout: 5_000 });
    return { heard, tell, teller, hearer };
  }

  it('pubsub PS2 two installations on one Redis do not hear each other, and all they use begins with their id', async () => {
    const [ours, others] = [await open('one'), await open('two')];
    const { tell } = await pair(ours, await open('one'));
    const foreign: number[] = [];
    const theirs = await pair(others, await open('two'));
    others.join().subscribe('t', (message) => void foreign.push(...message));
    const throttle = createRedisThrottle(createThrottle({ monotonic: () => performance.now() }), ours.link, prefixOf('one'));
    await throttle.fail({ name: 'r', failures: 3, window: 60, block: 60 }, 'ông Ba');
    tell(7);
    theirs.tell(8);
    await vi.waitFor(() => expect(theirs.heard).toContain(8));
    expect(foreign.filter((value) => value === 7)).toEqual([]);
    expect(theirs.heard).not.toContain(7);
    const [channels, keys] = await redis.ask(async (one) => [(await one.pubsub('CHANNELS', '*')) as string[], await one.keys('*')]);
    expect([...channels, ...keys].every((name) => /^phien:(one|two):/u.test(name))).toBe(true);
    expect(keys.join()).not.toContain('Ba');
  });

  it('pubsub PS3 a message of another version, cut short, or of nobody is not heard', async () => {
    const hearer = await open();
    const { heard, tell } = await pair(await open(), hearer);
    const own = [Buffer.from([2, ...Array<number>(8).fill(5), 66]), Buffer.from([1, 5, 5]), Buffer.alloc(0), Buffer.from([0, ...Array<number>(8).fill(5), 67])];
    await redis.ask(async (one) => {
      for (const message of own) await one.publish(`${prefixOf('one')}t`, message);
      await one.publish(`${prefixOf('one')}t`, Buffer.from([1, ...Array<number>(8).fill(5), 68]));
    });
    tell(69);
    await vi.waitFor(() => expect(heard).toContain(69));
    expect(heard.filter((value) => value > 0)).toEqual([68, 69]);
  });

  it('pubsub PS4 a Redis that stands still keeps nobody waiting, and memory does not grow with what is told', async () => {
    const hub = await open();
    const { teller } = await pair(hub, await open());
    redis.pause();
    let made = 0;
    const large = new Uint8Array(64 * 1024);
    const began = process.cpuUsage();
    for (let round = 0; round < 500; round += 1) teller.publish('t', () => ((made += 1), large));
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1_000).toBeLessThan(500);
    // A second, as late as this machine is with a second.
    const took = async (work: Promise<unknown>): Promise<number> => {
      const before = performance.now();
      await work;
      return performance.now() - before;
    };
    const asked = hub.link.ask((one) => one.get('x'));
    const [waited, second] = await Promise.all([took(asked), took(rest(1_000))]);
    expect(await asked).toBe(null);
    expect(waited - second).toBeLessThan(800);
    const again = performance.now();
    expect(await hub.link.ask((one) => one.get('x'))).toBe(null);
    expect(performance.now() - again).toBeLessThan(Math.max(50, waited / 20));
    const counted = made;
    for (let round = 0; round < 500; round += 1) teller.publish('t', () => ((made += 1), large));
    expect(made).toBe(counted);
    expect(said.join()).toMatch(/does not answer/u);
    redis.resume();
  });

  it('pubsub PS5 paused, its listeners cut off, killed, emptied: hints come again, and who listens is told to look', async () => {
    const { heard, tell, hearer } = await pair(await open(), await open());
    let looks = 0;
    hearer.onRegained(() => (looks += 1));
    const arrives = async (value: number): Promise<void> =>
      vi.waitFor(() => {
        tell(value);
        expect(heard).toContain(value);
      }, { timeout: LATEST_MS, interval: 20 });

    redis.pause();
    await vi.waitFor(() => expect(said.join()).toMatch(/does not answer/u), { timeout: 6_000 });
    // Left out by the one who tells, while the other may not have noticed anything.
    tell(99);
    redis.resume();
    await arrives(1);
    await vi.waitFor(() => expect(looks).toBeGreaterThanOrEqual(1), { timeout: LATEST_MS });

    const before = looks;
    await redis.ask((one) => one.client('KILL', 'TYPE', 'pubsub'));
    await vi.waitFor(() => expect(looks).toBeGreaterThan(before), { timeout: LATEST_MS });
    await arrives(2);

    await redis.kill();
    await vi.waitFor(() => expect(said.join()).toMatch(/cannot be reached/u), { timeout: 6_000 });
    const dead = looks;
    await redis.start();
    await arrives(3);
    await vi.waitFor(() => expect(looks).toBeGreaterThan(dead), { timeout: LATEST_MS });

    await redis.ask((one) => one.flushall());
    await arrives(4);
    const told = heard.filter((value) => value > 0 && value < 99);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  describe('that cannot be used', () => {
    let answering: Server | null = null;
    afterEach(() => void answering?.close());
    const expectWords = async (place: ReturnType<typeof redisPlace>, problem: string, english: RegExp): Promise<void> => {
      const hub = await open('one', place);
      await vi.waitFor(() => expect(hub.condition()).toBe(problem), { timeout: 6_000 });
      await vi.waitFor(() => expect(said.at(-1)).toMatch(english), { timeout: 6_000 });
      expect(said.at(-1)).toMatch(/không mất gì/u);
      expect(said.join()).not.toContain('mật-khẩu');
      const look = await lookAtRedis(place);
      expect([look.problem, look.words?.en]).toEqual([problem, expect.stringMatching(english) as string]);
    };

    it('pubsub PS6 is unreachable, or another program answers there', async () => {
      await expectWords(redisPlace(`redis://127.0.0.1:${await freePort()}`), 'unreachable', /cannot be reached/u);
      answering = createServer((socket) => {
        socket.on('error', () => undefined);
        socket.on('data', () => void socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'));
      });
      await new Promise<void>((resolve) => answering?.listen(0, '127.0.0.1', resolve));
      await expectWords(redisPlace(`redis://127.0.0.1:${(answering.address() as AddressInfo).port}`), 'not_redis', /is no Redis/u);
    });

    it('pubsub PS6 asks for a password, has another, or lets this user do nothing', async () => {
      const locked = await startRedis(['--requirepass', 'mật-khẩu'], ':m%E1%BA%ADt-kh%E1%BA%A9u@');
      more.push(locked);
      await expectWords(redisPlace(`redis://127.0.0.1:${locked.port}`), 'password', /password is wrong or missing/u);
      await expectWords(redisPlace(`redis://:sai@127.0.0.1:${locked.port}`), 'password', /password is wrong or missing/u);
      expect((await open('one', locked.place)).condition()).toBe(null);
      await redis.ask((one) => one.call('ACL', 'SETUSER', 'nobody', 'on', '>x', '+@all', '~nothing', 'resetchannels'));
      await expectWords(redisPlace(`redis://nobody:x@127.0.0.1:${redis.port}`), 'forbidden', /may not use channels or keys/u);
    });

    it('pubsub PS6 takes no writes; and is used once it is mended', async () => {
      await redis.ask((one) => one.replicaof('127.0.0.1', String(1)));
      const look = await lookAtRedis(redis.place);
      expect([look.problem, look.words?.en]).toEqual(['read_only', expect.stringMatching(/takes no writes/u) as string]);
      await redis.ask((one) => one.replicaof('NO', 'ONE'));
      expect((await lookAtRedis(redis.place)).problem).toBe(null);
      const port = await freePort();
      const hub = await open('one', redisPlace(`redis://127.0.0.1:${port}`));
      expect(hub.condition()).toBe('unreachable');
    });
  });

  it('pubsub PS7 failures are counted over processes; without Redis, or emptied, each still counts its own', async () => {
    const rule = { name: 'guess', failures: 4, window: 60, block: 90 };
    const process = async (): Promise<Throttle> => createRedisThrottle(createThrottle({ monotonic: () => performance.now() }), (await open()).link, prefixOf('one'));
    const [a, b] = [await process(), await process()];
    expect([await a.fail(rule, 'k'), await b.fail(rule, 'k'), await a.fail(rule, 'k')]).toEqual([1, 2, 3]);
    expect([await a.blockedFor(rule, 'k'), await b.blockedFor(rule, 'k')]).toEqual([0, 0]);
    expect(await b.fail(rule, 'k')).toBe(4);
    for (const one of [a, b]) {
      const wait = await one.blockedFor(rule, 'k');
      expect([wait > 60, wait <= 90]).toEqual([true, true]);
    }
    expect(await a.blockedFor(rule, 'other')).toBe(0);
    await a.clear(rule, 'k');
    expect([await a.blockedFor(rule, 'k'), await b.blockedFor(rule, 'k')]).toEqual([0, 0]);
    expect(await a.fail(rule, 'm')).toBe(1);
    await b.forgive(rule, 'm');
    expect(await a.fail(rule, 'm')).toBe(2);
    for (let round = 0; round < 3; round += 1) await a.fail(rule, 'm');
    await redis.ask((one) => one.flushall());
    expect(await a.blockedFor(rule, 'm')).toBeGreaterThan(0);
    await redis.kill();
    expect(await a.blockedFor(rule, 'm')).toBeGreaterThan(0);
    for (let round = 0; round < 4; round += 1) await b.fail(rule, 'n');
    expect(await b.blockedFor(rule, 'n')).toBeGreaterThan(0);
  });
});

describe('where Redis is', () => {
  it('pubsub PS8 an address that cannot be right is refused in words, without its password', () => {
    const read = (env: Record<string, string>) => readConfig({ DATABASE_URL: 'postgres://localhost/x', ...env }).redis;
    for (const [given, words] of [
      ['http://localhost:6379', /must begin with redis:/u],
      ['redis://:m%E1%BA%ADt@localhost/abc', /nothing but a number/u],
      ['redis://:mat@10.0.0.7', /in the clear/u],
      ['redis://localhost?tls=1', /unknown parameters: tls/u],
      ['unix://run/redis.sock', /absolute path/u],
      ['redis://:50%@localhost', /write it as %25/u],
    ] as const) {
      let refusal: unknown = null;
      try {
        read({ REDIS_URL: given });
      } catch (error) {
        refusal = error;
      }
      expect(refusal).toBeInstanceOf(BootError);
      expect((refusal as BootError).en).toMatch(words);
      expect((refusal as BootError).vi).toMatch(/REDIS_URL/u);
      expect((refusal as BootError).en).not.toMatch(/:mat@|m%E1/u);
    }
    expect(read({ REDIS_URL: 'redis://10.0.0.7?plain=1' })).toMatchObject({ host: '10.0.0.7', port: 6379, encrypted: false });
    expect(read({ REDIS_URL: 'rediss://u:p@redis.example/3' })).toMatchObject({ host: 'redis.example', database: 3, user: 'u', password: { value: 'p' }, encrypted: true });
    expect(read({ REDIS_URL: 'unix:///run/redis/redis.sock' })).toMatchObject({ host: '/run/redis/redis.sock', port: null });
    expect(() => read({ REDIS_URL: 'redis://:p@localhost', REDIS_PASSWORD_FILE: '/x' })).toThrow(/not in both/u);
  });

  it.runIf(hasRedis())('pubsub PS8 a password may lie in a file; one that cannot be read is told as a missing password', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'phien-redis-password-'));
    const locked = await startRedis(['--requirepass', 'bí mật'], ':b%C3%AD%20m%E1%BA%ADt@');
    try {
      const file = path.join(folder, 'password');
      writeFileSync(file, 'bí mật\n');
      expect((await lookAtRedis({ ...locked.place, password: { file } })).problem).toBe(null);
      expect((await lookAtRedis({ ...locked.place, password: { file: `${file}-none` } })).problem).toBe('password');
    } finally {
      await locked.stop();
      rmSync(folder, { recursive: true });
    }
  });
});
