import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { readRedisPlace, type RedisPlace } from '../../server/kernel/redis-place';
import { freePort } from './free-port';
import { tool } from './tools';

/** True where Redis is installed; with CI=true its absence fails instead of skipping. */
export const hasRedis = (): boolean => tool('redis-server');

/** A Redis of one test, in a folder of its own, gone with it. */
export interface TestRedis {
  port: number;
  /** As `REDIS_URL` says it. */
  url: string;
  place: RedisPlace;
  /** Stands still as in a long pause of its machine, and goes on. */
  pause(): void;
  resume(): void;
  kill(): Promise<void>;
  /** The same again, after `kill`. */
  start(): Promise<void>;
  /** Past the program. */
  ask<T>(work: (redis: Redis) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

export const redisPlace = (url: string): RedisPlace => {
  const place = readRedisPlace({ REDIS_URL: url });
  if (!place) throw new Error(`no place: ${url}`);
  return place;
};

/** @param flags further settings of the server, e.g. `['--requirepass', 'x']`. */
export async function startRedis(flags: readonly string[] = [], access = ''): Promise<TestRedis> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'phien-redis-'));
  const port = await freePort();
  const url = `redis://${access}127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  const ask: TestRedis['ask'] = async (work) => {
    const redis = new Redis(url, { lazyConnect: true, connectTimeout: 5_000, commandTimeout: 5_000, retryStrategy: () => null });
    redis.on('error', () => undefined);
    try {
      await redis.connect();
      return await work(redis);
    } finally {
      redis.disconnect();
    }
  };
  const start = async (): Promise<void> => {
    // On its own clock: it does not start under the library by which a run sees another day (`chaos -- repeat`).
    const one = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no', '--daemonize', 'no', ...flags], { stdio: 'ignore', env: { ...process.env, LD_PRELOAD: '' } });
    child = one;
    // A run that is killed leaves none behind.
    const end = (): void => void one.kill('SIGKILL');
    process.once('exit', end);
    one.once('exit', () => process.off('exit', end));
    for (const began = performance.now(); ;) {
      // Somebody took the port in the meantime: what answers there is another's.
      if (one.exitCode !== null) throw new Error(`redis-server ended with ${one.exitCode}: is port ${port} taken?`);
      try {
        const about = await ask((redis) => redis.info('server'));
        if (about.includes(`process_id:${one.pid}\r`)) return;
        throw new Error(`another Redis answers at port ${port}`);
      } catch (error) {
        if (/NOAUTH|NOPERM|WRONGPASS/u.test(String(error))) return;
        if (performance.now() - began > 10_000) throw error;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  };
  const kill = async (): Promise<void> => {
    const one = child;
    child = null;
    if (!one || one.exitCode !== null) return;
    await new Promise<void>((resolve) => {
      one.once('exit', () => resolve());
      one.kill('SIGKILL');
    });
  };
  await start();
  return {
    port,
    url,
    place: redisPlace(url),
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    kill,
    start,
    ask,
    async stop() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
