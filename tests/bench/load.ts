/**
 * `npm run -s bench -- load`: how late members see a change of the sitting while one guest wants everything (20 sockets that
 * ask to join every 60 ms, and 40 page loads at a time without a pause), against the same hall in peace. Server, members and the guest
 * are processes of their own; best of three.
 */
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '../../server/adapters/project-root';
import { endChild, freePort, nextWord, startChild, type Word } from '../support/child-words';
import { bestOf, figure, percentile, type Bench } from '../support/figures';
import { makeHall, type Hall } from '../support/hall';
import type { JoinServerOrder } from './join-server-child';
import type { LoadClientsOrder } from './load-clients-child';

const MEMBERS = 20;
const WINDOW_MS = 10_000;
const ROUNDS = 3;
/** Delays below this are peace: a push waits 30 ms for others by design, and a shared machine adds its own. */
const PEACE_MS = 60;

interface Seen {
  delays: number[];
  /** Share of the processor that the server used, 0 to 1. */
  busy: number;
  answers: number;
  refused: number;
}

const bench: Bench = async (args) => {
  if (!existsSync(path.join(projectRoot, 'build', 'remix', 'server', 'index.js'))) throw new Error('the pages are not built: node server/build.mjs');
  const hall = await makeHall(MEMBERS + 1);
  const rounds = Number(args[0] ?? ROUNDS);
  const worst = ({ delays }: Seen): number => percentile(delays, 0.99);
  try {
    const peace = await bestOf(rounds, () => watch(hall, null), worst);
    const attacks = [
      ['20 sockets joining', { sockets: 20, pages: 0 }],
      ['40 page loads at a time', { sockets: 0, pages: 40 }],
      ['both', { sockets: 20, pages: 40 }],
    ] as const;
    const figures = [];
    for (const [name, attack] of attacks) {
      const seen = await bestOf(rounds, () => watch(hall, attack), worst);
      for (const share of [0.95, 0.99]) {
        const baseline = Math.max(PEACE_MS, percentile(peace.delays, share));
        figures.push(figure({ bench: 'load', figure: `${name}: members' delay p${share * 100}`, value: percentile(seen.delays, share), unit: 'ms', baseline, bound: 'most', gate: 6, aim: 2 }));
      }
      figures.push(figure({ bench: 'load', figure: `${name}: processor of the server`, value: seen.busy, unit: 'share', baseline: Math.max(0.1, peace.busy), bound: 'most', gate: 8, aim: 3 }));
      // Joining again costs next to nothing and is not refused.
      if (attack.pages > 0) figures.push(figure({ bench: 'load', figure: `${name}: told to come later`, value: seen.refused / Math.max(1, seen.answers + seen.refused), unit: 'share', bound: 'least', gate: 0.1, aim: 0.5 }));
    }
    return figures;
  } finally {
    rmSync(hall.dataDir, { recursive: true, force: true });
  }
};
export default bench;

async function watch({ cookies, documentId: _paper, ...hall }: Hall, attack: { sockets: number; pages: number } | null): Promise<Seen> {
  const port = await freePort();
  const server = startChild('../bench/join-server-child.ts', JSON.stringify({ kind: 'whole', port, ...hall } satisfies JoinServerOrder));
  const members = startChild('../bench/load-clients-child.ts');
  const greedy = startChild('../bench/load-clients-child.ts');
  const changes: { seq: number; at: number }[] = [];
  const pictures: { seq: number; at: number }[] = [];
  let answers = 0;
  let refused = 0;
  server.on('message', ({ change }: Word) => change && changes.push(change));
  members.on('message', ({ seen }: Word) => seen && pictures.push(seen));
  greedy.on('message', ({ asked }: Word) => {
    answers += asked?.answers ?? 0;
    refused += asked?.refused ?? 0;
  });
  try {
    await Promise.all([server, members, greedy].map((child) => nextWord(child, 'ready')));
    const order = { port, meetingId: hall.meetingId, joinEveryMs: 60, sockets: 0, pages: 0 };
    const joined = nextWord(members, 'back');
    members.send({ ...order, kind: 'members', cookies: cookies.slice(1) } satisfies LoadClientsOrder);
    await joined;
    if (attack) greedy.send({ ...order, ...attack, kind: 'greedy', cookies: cookies.slice(0, 1) } satisfies LoadClientsOrder);
    const before = nextWord(server, 'cpu');
    server.send('traffic');
    const { cpu: first = 0 } = await before;
    await pause(WINDOW_MS);
    const after = nextWord(server, 'cpu');
    server.send('cpu');
    const { cpu: last = 0 } = await after;
    return { delays: delaysOf(changes, pictures), busy: (last - first) / WINDOW_MS, answers, refused };
  } finally {
    await Promise.all([server, members, greedy].map(endChild));
  }
}

/** For each change and member, ms until the first picture that holds it. Changes nobody was shown in the window count as long as it lasted. */
function delaysOf(changes: readonly { seq: number; at: number }[], pictures: readonly { seq: number; at: number }[]): number[] {
  return changes.slice(0, -2).flatMap(({ seq, at }) => {
    const shown = pictures.filter((picture) => picture.seq >= seq).sort((a, b) => a.at - b.at).slice(0, MEMBERS);
    return shown.length === 0 ? [WINDOW_MS] : shown.map((picture) => picture.at - at);
  });
}
