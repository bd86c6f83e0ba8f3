/**
 * `npm run -s bench -- sitting-load [tablets=1600] [rounds=3] [changes=12]`: a hall of tablets in one sitting, each through its sign-in, its seat and
 * its rights to the ink of a paper. How long until all are back after a restart, how late an item change is on the last screens, what a tablet
 * costs of memory and processor, and how long the event loop is held. Beside it, in the same run, a bare Socket.IO server that lets
 * everybody in, answers with as many characters, and sends as many to everybody. Server and tablets are processes of their own.
 */
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { endChild, freePort, nextWord, startChild, type Word } from '../support/child-words';
import { figure, percentile, type Bench } from '../support/figures';
import { makeHall, type Hall } from '../support/hall';
import type { JoinServerOrder, JoinServerQuestion } from './join-server-child';
import type { SittingTabletsOrder } from './sitting-tablets-child';

const TABLET_PROCESSES = 2;
/** Between two changes of the item, ms. */
const PAUSE_MS = 500;
/** Until a server that has let everybody in has come to rest, ms. */
const REST_MS = 1_500;

interface Seen {
  /** From the server's readiness to the last tablet's answer, ms. */
  backMs: number;
  /** Processor of the server per tablet that came back, ms. */
  cpu: number;
  refused: number;
  /** For each change and tablet, ms from the beginning of the command to the picture. */
  delays: number[];
  /** What a tablet adds to the memory of the server, KiB. */
  memory: number;
  /** Longest the event loop was held, ms: while all came back, and while the item changed. */
  stallJoining: number;
  stallShowing: number;
}

const numberOf = (args: readonly string[], name: string, otherwise: number): number => Number(args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1) ?? otherwise);

const bench: Bench = async (args) => {
  const tablets = numberOf(args, 'tablets', 1_600);
  const rounds = numberOf(args, 'rounds', 3);
  const changes = numberOf(args, 'changes', 12);
  const hall = await makeHall(tablets);
  const seen: Record<JoinServerOrder['kind'], Seen[]> = { bare: [], installation: [], whole: [] };
  try {
    for (let round = 0; round < rounds; round += 1) for (const kind of ['bare', 'installation'] as const) seen[kind].push(await sit(hall, kind, changes));
  } finally {
    rmSync(hall.dataDir, { recursive: true, force: true });
  }
  /** The best of the rounds: other work on the machine only ever adds. */
  const best = (kind: 'bare' | 'installation', of: (one: Seen) => number): number => Math.min(...seen[kind].map(of));
  const compared = (name: string, unit: string, of: (one: Seen) => number, gate: number, aim: number) =>
    figure({ bench: 'sitting-load', figure: `${tablets} tablets: ${name}`, value: best('installation', of), unit, baseline: best('bare', of), bound: 'most', gate, aim });
  const alone = (name: string, unit: string, of: (one: Seen) => number, gate: number, aim = gate) =>
    figure({ bench: 'sitting-load', figure: `${tablets} tablets: ${name}`, value: best('installation', of), unit, bound: 'most', gate, aim });
  const late = (share: number) => ({ delays }: Seen) => percentile(delays, share);
  return [
    compared('all back after a restart', 's', ({ backMs }) => backMs / 1_000, 6, 3),
    alone('all back after a restart, by the clock', 's', ({ backMs }) => backMs / 1_000, 30, 10),
    compared('server CPU per tablet that comes back', 'ms', ({ cpu }) => cpu, 6, 3),
    alone('refused', 'tablets', ({ refused }) => refused, 0),
    compared('item change on all screens, p95', 'ms', late(0.95), 4, 2),
    alone('item change on all screens, p95 by the clock', 'ms', late(0.95), 1_000, 300),
    compared('memory per tablet', 'KiB', ({ memory }) => memory, 3, 2),
    alone('memory per tablet, in all', 'KiB', ({ memory }) => memory, 90, 60),
    alone('event loop held while all come back', 'ms', ({ stallJoining }) => stallJoining, 250, 100),
    alone('event loop held while the item changes', 'ms', ({ stallShowing }) => stallShowing, 250, 100),
  ];
};
export default bench;

async function sit({ cookies, documentId, ...folder }: Hall, kind: 'bare' | 'installation', changes: number): Promise<Seen> {
  const port = await freePort();
  const order = JSON.stringify({ kind, port, ...folder } satisfies JoinServerOrder);
  const halls = Array.from({ length: TABLET_PROCESSES }, () => startChild('../bench/sitting-tablets-child.ts'));
  let server = startChild('../bench/join-server-child.ts', order);
  const ask = async <Key extends 'cpu' | 'memory' | 'stall'>(question: Key): Promise<number> => {
    const answer = nextWord(server, question);
    server.send(question satisfies JoinServerQuestion);
    return (await answer)[question] ?? Number.NaN;
  };
  try {
    await Promise.all([server, ...halls].map((child) => nextWord(child, 'ready')));
    const share = Math.ceil(cookies.length / TABLET_PROCESSES);
    let before = 0;
    // What the first ones cost is what the server needs anyway; what the later ones add is theirs.
    const memories: number[] = [];
    for (const [index, child] of halls.entries()) {
      const arrived = nextWord(child, 'back');
      child.send({ port, cookies: cookies.slice(index * share, (index + 1) * share), meetingId: folder.meetingId, documentId } satisfies SittingTabletsOrder);
      before += (await arrived).refused ?? 0;
      await pause(REST_MS);
      memories.push(await ask('memory'));
    }
    const memory = ((memories.at(-1) ?? Number.NaN) - (memories[0] ?? Number.NaN)) / (cookies.length - share) / 1_024;

    const back = halls.map((child) => nextWord(child, 'back'));
    await endChild(server);
    server = startChild('../bench/join-server-child.ts', order);
    await nextWord(server, 'ready');
    const began = performance.now();
    const used = await ask('cpu');
    await ask('stall');
    const answers = await Promise.all(back);
    const backMs = performance.now() - began;
    const cpu = ((await ask('cpu')) - used) / cookies.length;
    const stallJoining = await ask('stall');
    await pause(REST_MS);
    await ask('stall');

    const delays = await changeItem(server, halls, changes);
    return { backMs, cpu, refused: answers.reduce((sum, { refused = 0 }) => sum + refused, 0) - before, delays, memory, stallJoining, stallShowing: await ask('stall') };
  } finally {
    await Promise.all([server, ...halls].map(endChild));
  }
}

/** Changes the item so many times. @returns for each change and tablet, ms until it was shown. */
async function changeItem(server: ReturnType<typeof startChild>, halls: readonly ReturnType<typeof startChild>[], changes: number): Promise<number[]> {
  const delays: number[] = [];
  for (let index = 0; index <= changes; index += 1) {
    const begun = nextWord(server, 'change');
    const shown = halls.map((child) => nextWord(child, 'shown'));
    server.send('item' satisfies JoinServerQuestion);
    const { change } = await begun;
    const pictures = await Promise.all(shown);
    // The first one only warms up.
    if (index > 0) for (const { shown: picture } of pictures as Word[]) for (const at of picture?.at ?? []) delays.push(at - (change?.at ?? Number.NaN));
    await pause(PAUSE_MS);
  }
  return delays;
}
