/**
 * `npm run -s bench -- join [tablets…]`: tablets come back after a restart of the server, each with its session, the sitting
 * and the ink of a paper; at rest, and while four changes a second are pushed to everybody. Beside it, in the same run, a
 * bare Socket.IO server that asks nothing and answers with as many characters. Server and tablets are processes of their own.
 */
import { createHash, randomBytes } from 'node:crypto';
import { fork, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { PersonCaller } from '../../server/kernel/actor';
import { openAssembly } from '../integration/sitting/assembly';
import { bestOf, figure, type Bench, type Figure } from '../support/figures';
import { addPerson } from '../support/people';
import type { JoinClientsOrder } from './join-clients-child';
import type { JoinServerOrder } from './join-server-child';

const AT = '2026-11-26T01:05:00Z';
const ROUNDS = 3;
const CLIENT_PROCESSES = 2;
const LIMIT_MS = 180_000;

interface Coming {
  /** From the server's readiness to the last tablet's answer, ms. */
  ms: number;
  /** Processor of the server per tablet, ms. */
  cpu: number;
  refused: number;
}

interface Folder extends Omit<JoinServerOrder, 'kind' | 'port'> {
  cookies: string[];
  documentId: string;
}

const bench: Bench = async (args) => {
  const sizes = args.length > 0 ? args.map(Number) : [100, 500];
  const folder = await makeFolder(Math.max(...sizes));
  const figures: Figure[] = [];
  try {
    for (const tablets of sizes) {
      for (const traffic of [false, true]) {
        const bare = await best(folder, 'bare', tablets, traffic);
        const house = await best(folder, 'house', tablets, traffic);
        const name = `${tablets} tablets back${traffic ? ' with traffic' : ''}`;
        figures.push(
          figure({ bench: 'join', figure: `${name}: server CPU per tablet`, value: house.cpu, unit: 'ms', baseline: bare.cpu, bound: 'most', gate: 6, aim: 3 }),
          figure({ bench: 'join', figure: `${name}: until the last`, value: house.ms / 1_000, unit: 's', baseline: bare.ms / 1_000, bound: 'most', gate: 4, aim: 2 }),
          figure({ bench: 'join', figure: `${name}: refused`, value: house.refused, unit: 'tablets', bound: 'most', gate: 0 }),
        );
      }
    }
    return figures;
  } finally {
    rmSync(folder.dataDir, { recursive: true, force: true });
  }
};
export default bench;

/** A sitting that runs, with a seat and a session for every tablet. */
async function makeFolder(tablets: number): Promise<Folder> {
  const assembly = await openAssembly({ present: 15 });
  const { house, meetingId } = assembly;
  const { database, ports } = house.application;
  const people: PersonCaller[] = [];
  for (let index = 0; index < tablets; index += 1) people.push(await addPerson(house, `Đại biểu ${index + 1}`));
  const cookies = people.map(() => randomBytes(32).toString('base64url'));
  const now = new Date(AT);
  await database.transaction(async (db) => {
    await db.attendee.createMany({
      data: people.map(({ personId, fullName }, index) => ({ id: ports.ids.next(), meetingId, personId, role: 'guest', voting: false, fullName, position: 'Khách mời', protocolOrder: 2_000 + index })),
    });
    await db.session.createMany({
      data: people.map(({ personId }, index) => ({
        id: ports.ids.next(),
        tokenHash: createHash('sha256').update(cookies[index] ?? '').digest('hex'),
        personId,
        createdAt: now,
        lastSeenAt: now,
        expiresAt: new Date(now.getTime() + 12 * 3_600_000),
      })),
    });
  });
  const view = await assembly.query('sitting.live-snapshot', { meetingId }, assembly.guest);
  await house.application.stop();
  return {
    dataDir: house.dataDir,
    at: AT,
    meetingId,
    secretary: { personId: assembly.secretary.personId, fullName: assembly.secretary.fullName },
    memberId: assembly.members[3]?.personId ?? '',
    documentId: assembly.papers.first,
    cookies: cookies.map((token) => `phien_session=${token}`),
    answer: JSON.stringify(view).length,
  };
}

const best = (folder: Folder, kind: JoinServerOrder['kind'], tablets: number, traffic: boolean): Promise<Coming> => bestOf(ROUNDS, () => comeBack(folder, kind, tablets, traffic), ({ ms }) => ms);

async function comeBack({ cookies, documentId, ...folder }: Folder, kind: JoinServerOrder['kind'], tablets: number, traffic: boolean): Promise<Coming> {
  const port = await freePort();
  const order: JoinServerOrder = { kind, port, ...folder };
  const clients = Array.from({ length: CLIENT_PROCESSES }, () => start('./join-clients-child.ts'));
  let server = start('./join-server-child.ts', JSON.stringify(order));
  try {
    await Promise.all([server, ...clients].map((child) => next(child, 'ready')));
    const share = Math.ceil(tablets / CLIENT_PROCESSES);
    const entered = clients.map((child) => next(child, 'back'));
    clients.forEach((child, index) => child.send({ port, cookies: cookies.slice(index * share, Math.min(tablets, (index + 1) * share)), meetingId: folder.meetingId, documentId } satisfies JoinClientsOrder));
    const before = (await Promise.all(entered)).reduce((sum, { refused = 0 }) => sum + refused, 0);
    const back = clients.map((child) => next(child, 'back'));
    await end(server);
    server = start('./join-server-child.ts', JSON.stringify(order));
    await next(server, 'ready');
    const started = performance.now();
    const first = await cpuOf(server, traffic ? 'traffic' : 'cpu');
    const answers = await Promise.all(back);
    const ms = performance.now() - started;
    const cpu = ((await cpuOf(server, 'cpu')) - first) / tablets;
    return { ms, cpu, refused: answers.reduce((sum, { refused = 0 }) => sum + refused, 0) - before };
  } finally {
    await Promise.all([server, ...clients].map(end));
  }
}

const start = (file: string, ...args: string[]): ChildProcess => fork(fileURLToPath(new URL(file, import.meta.url)), args, { execArgv: ['--import', 'tsx'] });

interface Word {
  ready?: boolean;
  back?: number;
  refused?: number;
  cpu?: number;
}

function next(child: ChildProcess, word: keyof Word): Promise<Word> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the join bench waits for ${word} in vain`)), LIMIT_MS);
    const onMessage = (message: unknown): void => {
      if ((message as Word)[word] === undefined) return;
      clearTimeout(timer);
      child.off('message', onMessage);
      resolve(message as Word);
    };
    child.on('message', onMessage);
  });
}

async function cpuOf(server: ChildProcess, question: 'cpu' | 'traffic'): Promise<number> {
  const answer = next(server, 'cpu');
  server.send(question);
  return (await answer).cpu ?? Number.NaN;
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else {
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    }
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
