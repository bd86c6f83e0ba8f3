import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../server/adapters/project-root';
import { assemble, type Assembly } from '../integration/sitting/assembly';
import { openCuttingProxy, type CuttingProxy } from './cutting-proxy';
import { openFrontDoor, type FrontDoor } from './front-door';
import { freePort } from './free-port';
import { makeDatabase, urlOf, type TestDatabase } from './postgresql';
import { cluster, prepareCluster } from './postgresql-cluster';
import { startRedis, type TestRedis } from './redis';
import { signedIn } from './sign-in-rows';

/** One of the programs, which may be ended and started again. */
export interface RunningNode {
  port: number;
  url: string;
  /** Between it and the database. */
  proxy: CuttingProxy;
  start(): Promise<void>;
  kill(): Promise<void>;
}

/** Two built programs on one installation: PostgreSQL, Redis, a shared folder, and one address in front. */
export interface NodePair {
  origin: string;
  nodes: [RunningNode, RunningNode];
  database: TestDatabase;
  redis: TestRedis;
  dataDir: string;
  room: Pick<Assembly, 'meetingId' | 'items' | 'papers'>;
  /** Tablets, each with a seat and a session. */
  people: string[];
  secretary: string;
  headers: Record<string, Record<string, string>>;
  stop(): Promise<void>;
}

const main = path.join(projectRoot, 'build', 'server', 'main.js');

/** @param options.env more settings of one of the two. @param options.origin where something else stands in front. */
export async function startPair(clients: number, options: { env?: [Record<string, string>, Record<string, string>]; origin?: string } = {}): Promise<NodePair> {
  if (!existsSync(main)) throw new Error('the program is not built: node server/build.mjs');
  // In a run of the tests there is one for all of them.
  const ends: (() => Promise<unknown> | void)[] = process.env['PHIEN_TEST_CLUSTER'] ? [] : [prepareCluster()];
  const stop = async (): Promise<void> => {
    for (const end of ends.splice(0)) await Promise.resolve(end()).catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
  };
  try {
    const { port: databasePort } = await cluster();
    const database = await makeDatabase();
    const redis = await startRedis();
    ends.unshift(() => redis.stop());
    const ports: [number, number] = [await freePort(), await freePort()];
    const door: FrontDoor = await openFrontDoor(ports);
    ends.unshift(() => door.close());
    const origin = options.origin ?? `http://127.0.0.1:${door.port}`;
    const room = await assemble({ members: clients, rows: database.place, together: { redis: redis.place, node: 'maker' } });
    const { application, dataDir } = room.installation;
    ends.push(() => rmSync(dataDir, { recursive: true, force: true }));
    const headers: Record<string, Record<string, string>> = {};
    const rows = [...room.members, room.secretary].map(({ personId }) => {
      const { token, row } = signedIn(personId, { now: application.clock.now(), run: application.clock.monotonic() });
      headers[personId] = { origin, cookie: `${origin.startsWith('https:') ? '__Host-phien' : 'phien_session'}=${token}` };
      return row;
    });
    await application.database.transaction((db) => db.signIn.createMany({ data: rows }));
    await room.seatMembers(clients);
    await application.execute('sitting.open-session', { meetingId: room.meetingId }, room.chair);
    await application.execute('sitting.start-item', { meetingId: room.meetingId, itemId: room.items.first, currentItemId: null }, room.chair);
    await application.stop();
    const nodes: RunningNode[] = [];
    for (const [index, port] of ports.entries()) {
      const proxy = await openCuttingProxy(databasePort);
      const node = runNode(port, proxy, {
        NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), PHIEN_ORIGIN: origin, PHIEN_DATA: dataDir, PHIEN_LOG: 'warn',
        DATABASE_URL: await urlOf(database.name, { port: proxy.port }), REDIS_URL: redis.url, ...options.env?.[index],
      });
      nodes.push(node);
      ends.unshift(async () => {
        await node.kill();
        await proxy.close();
      });
      await node.start();
    }
    return {
      origin, nodes: nodes as [RunningNode, RunningNode], database, redis, dataDir, stop, headers,
      room: { meetingId: room.meetingId, items: room.items, papers: room.papers },
      people: room.members.map(({ personId }) => personId),
      secretary: room.secretary.personId,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function runNode(port: number, proxy: CuttingProxy, env: Record<string, string>): RunningNode {
  let child: ChildProcess | null = null;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    proxy,
    async start() {
      const one = spawn(process.execPath, [main], { stdio: ['ignore', 'pipe', process.env['PHIEN_NODE_LOG'] ? 'inherit' : 'ignore'], env: { ...process.env, ...env } });
      child = one;
      await new Promise<void>((resolve, reject) => {
        let text = '';
        one.stdout.on('data', (chunk: Buffer) => {
          if (process.env['PHIEN_NODE_LOG']) process.stderr.write(chunk);
          text = (text + chunk.toString()).slice(-20_000);
          if (text.includes('  Phiên: ')) resolve();
        });
        one.once('exit', (code) => reject(new Error(`the node ended with ${String(code)} before it listened: ${text}`)));
      });
    },
    async kill() {
      const one = child;
      child = null;
      if (one && one.exitCode === null) {
        await new Promise<void>((resolve) => {
          one.once('exit', () => resolve());
          one.kill('SIGKILL');
        });
      }
    },
  };
}
