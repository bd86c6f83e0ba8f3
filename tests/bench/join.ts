/**
 * `npm run -s bench -- join [tablets…] [rounds=3]`: tablets come back after a restart of the server, each with its session, the sitting
 * and the ink of a paper; at rest, and while four changes a second are pushed to everybody. Beside it, in the same run, a
 * bare Socket.IO server that asks nothing and answers with as many characters. Server and tablets are processes of their own.
 */
import { rmSync } from 'node:fs';
import { makeHall, type Hall } from '../support/hall';
import { endChild, freePort, nextWord, startChild } from '../support/child-words';
import { bestOf, figure, type Bench, type Figure } from '../support/figures';
import type { JoinClientsOrder } from './join-clients-child';
import type { JoinServerOrder } from './join-server-child';

const ROUNDS = 3;
const CLIENT_PROCESSES = 2;

interface Coming {
  /** From the server's readiness to the last tablet's answer, ms. */
  ms: number;
  /** Processor of the server per tablet, ms. */
  cpu: number;
  refused: number;
}

const bench: Bench = async (args) => {
  const rounds = Number(args.find((arg) => arg.startsWith('rounds='))?.slice('rounds='.length) ?? ROUNDS);
  const given = args.filter((arg) => !arg.startsWith('rounds=')).map(Number);
  const sizes = given.length > 0 ? given : [100, 500];
  const folder = await makeHall(Math.max(...sizes));
  const figures: Figure[] = [];
  try {
    for (const tablets of sizes) {
      for (const traffic of [false, true]) {
        const best = (kind: JoinServerOrder['kind']): Promise<Coming> => bestOf(rounds, () => comeBack(folder, kind, tablets, traffic), ({ ms }) => ms);
        const bare = await best('bare');
        const installation = await best('installation');
        const name = `${tablets} tablets back${traffic ? ' with traffic' : ''}`;
        figures.push(
          figure({ bench: 'join', figure: `${name}: server CPU per tablet`, value: installation.cpu, unit: 'ms', baseline: bare.cpu, bound: 'most', gate: 6, aim: 3 }),
          figure({ bench: 'join', figure: `${name}: until the last`, value: installation.ms / 1_000, unit: 's', baseline: bare.ms / 1_000, bound: 'most', gate: 4, aim: 2 }),
          figure({ bench: 'join', figure: `${name}: refused`, value: installation.refused, unit: 'tablets', bound: 'most', gate: 0 }),
        );
      }
    }
    return figures;
  } finally {
    rmSync(folder.dataDir, { recursive: true, force: true });
  }
};
export default bench;

async function comeBack({ cookies, documentId, ...folder }: Hall, kind: JoinServerOrder['kind'], tablets: number, traffic: boolean): Promise<Coming> {
  const port = await freePort();
  const order: JoinServerOrder = { kind, port, ...folder };
  const clients = Array.from({ length: CLIENT_PROCESSES }, () => startChild('../bench/join-clients-child.ts'));
  let server = startChild('../bench/join-server-child.ts', JSON.stringify(order));
  try {
    await Promise.all([server, ...clients].map((child) => nextWord(child, 'ready')));
    const share = Math.ceil(tablets / CLIENT_PROCESSES);
    const entered = clients.map((child) => nextWord(child, 'back'));
    clients.forEach((child, index) => child.send({ port, cookies: cookies.slice(index * share, Math.min(tablets, (index + 1) * share)), meetingId: folder.meetingId, documentId } satisfies JoinClientsOrder));
    const before = (await Promise.all(entered)).reduce((sum, { refused = 0 }) => sum + refused, 0);
    const back = clients.map((child) => nextWord(child, 'back'));
    await endChild(server);
    server = startChild('../bench/join-server-child.ts', JSON.stringify(order));
    await nextWord(server, 'ready');
    const started = performance.now();
    const first = await cpuOf(server, traffic ? 'traffic' : 'cpu');
    const answers = await Promise.all(back);
    const ms = performance.now() - started;
    const cpu = ((await cpuOf(server, 'cpu')) - first) / tablets;
    return { ms, cpu, refused: answers.reduce((sum, { refused = 0 }) => sum + refused, 0) - before };
  } finally {
    await Promise.all([server, ...clients].map(endChild));
  }
}

async function cpuOf(server: ReturnType<typeof startChild>, question: 'cpu' | 'traffic'): Promise<number> {
  const answer = nextWord(server, 'cpu');
  server.send(question);
  return (await answer).cpu ?? Number.NaN;
}
