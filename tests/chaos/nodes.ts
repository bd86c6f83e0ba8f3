/**
 * `npm run -s chaos -- nodes [--ci] [--clients 200] [--rounds 2] [--seed N]`
 * Two built programs serve one installation on PostgreSQL and Redis, the clock of one three hours off, while tablets draw, a
 * secretary marks attendance and puts questions, and papers are uploaded. Either is killed, Redis is killed, PostgreSQL stands still for
 * five seconds, connections are cut as COMMIT is sent and as it is answered. Then what everybody was told is held against the database.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { io } from 'socket.io-client';
import { openMeetingFeed } from '../../app/tablet/live/meeting-feed';
import { verifyInstallation } from '../../server/application';
import { Decoder, Encoder } from '../../server/shared/protocol/ink-wire';
import { pdfWithText } from '../integration/pdf-samples';
import { commandForm } from '../support/command-form';
import { figure, percentile, type Bench } from '../support/figures';
import { InkClient } from '../support/ink-client';
import { sampleStroke, seededRandom } from '../support/ink-samples';
import { startPair, type NodePair, type RunningNode } from '../support/node-pair';
import { checkHistories, type ClientMessage, type ClientsOptions, type History } from './history';

const PROCESSES = 2;
const HOUR_MS = 3_600_000;
const AGAIN_MS = 150;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What was acknowledged beside ink. */
interface Told {
  marks: Map<string, string>;
  markings: number;
  questions: number;
  papers: string[];
}

const chaos: Bench = async (args) => {
  const { values } = parseArgs({ args: [...args], options: { ci: { type: 'boolean', default: false }, clients: { type: 'string' }, rounds: { type: 'string' }, rate: { type: 'string', default: '0.2' }, seed: { type: 'string', default: '1' } } });
  const clients = Number(values.clients ?? (values.ci ? 40 : 200));
  const rounds = Number(values.rounds ?? (values.ci ? 1 : 2));
  const wrong = new Date(Date.now() + 3 * HOUR_MS).toISOString();
  const pair = await startPair(clients + 2, { env: [{}, { PHIEN_CLOCK: wrong }] });
  const bench = `nodes (${clients} tablets, seed ${values.seed})`;
  try {
    const run = await disturb(pair, { clients, rounds, rate: Number(values.rate), seed: Number(values.seed) });
    const none = (name: string, value: number) => figure({ bench, figure: name, value, unit: 'count', bound: 'most', gate: 0 });
    const back = [...run.back.values()].flat();
    return [
      none('ink acknowledged and lost', run.ink.lost),
      none('ink acknowledged and moved', run.ink.moved),
      none('ink in the log twice', run.ink.doubled),
      none('tablets whose strokes changed order', run.ink.reordered),
      none('tablets that see another log', run.ink.differing),
      none('commands acknowledged and lost', run.lost),
      none('commands done twice', run.doubled),
      none('rows that differ from the chain', run.differences),
      none('entries of the chain out of the order of time', run.disorder),
      none('pictures that differ between the nodes', run.pictures),
      figure({ bench, figure: 'ink operations acknowledged', value: run.ink.acked, unit: 'count', bound: 'least', gate: clients }),
      figure({ bench, figure: 'commands acknowledged', value: run.told.markings + run.told.questions, unit: 'count', bound: 'least', gate: 10 }),
      figure({ bench, figure: 'connections cut at COMMIT', value: run.cuts, unit: 'count', bound: 'least', gate: 6 * rounds }),
      figure({ bench, figure: 'papers acknowledged', value: run.told.papers.length, unit: 'count', bound: 'least', gate: 1 }),
      ...[...run.back].map(([fault, times]) => figure({ bench, figure: `95 % in step after: ${fault}`, value: Math.max(...times) / 1_000, unit: 's', bound: 'most', gate: 6, aim: 3 })),
      figure({ bench, figure: '95 % in step, median of all faults', value: percentile(back, 0.5) / 1_000, unit: 's', bound: 'most', gate: 3 }),
    ];
  } finally {
    await pair.stop();
  }
};
export default chaos;

interface Plan {
  clients: number;
  rounds: number;
  rate: number;
  seed: number;
}

async function disturb(pair: NodePair, plan: Plan) {
  const { nodes: [a, b], redis, room, people, headers, database } = pair;
  const tablets = people.slice(0, plan.clients);
  const flock = startFlock(pair, tablets, plan);
  const probes = [a, b].map((node, index) => {
    const person = people[plan.clients + index] ?? '';
    return new InkClient({ url: node.url, person, doc: room.papers.first, headers: headers[person] });
  });
  const told: Told = { marks: new Map(), markings: 0, questions: 0, papers: [] };
  let cuts = 0;
  const before = new Set(await differencesOf(pair));
  const over = new AbortController();
  const back = new Map<string, number[]>();
  const random = seededRandom(plan.seed + 7);
  const meet = (): Promise<void> => crossed(probes as [InkClient, InkClient], random);
  const note = async (fault: string, began: number): Promise<void> => {
    await flock.reach(0.95, 30_000);
    back.set(fault, [...(back.get(fault) ?? []), performance.now() - began]);
  };
  const working = [attend(pair, told, over.signal), ask(pair, told, over.signal), upload(pair, told, over.signal)];
  try {
    await flock.reach(1, 60_000);
    await meet();
    for (let round = 0; round < plan.rounds; round += 1) {
      for (const [name, node] of [['a node was killed', a], ['the other was killed', b]] as const) {
        await pause(1_000);
        const began = performance.now();
        await node.kill();
        await pause(100);
        await note(name, began);
        await node.start();
      }
      await pause(1_000);
      await redis.kill();
      await pause(3_000);
      await redis.start();
      const redisBack = performance.now();
      await meet();
      await note('Redis was killed for 3 s', redisBack);

      const processes = serverProcesses(database);
      await processes.stop();
      await pause(5_000);
      processes.go();
      const going = performance.now();
      await meet();
      await note('PostgreSQL stood still for 5 s', going);

      for (const direction of ['up', 'down'] as const) {
        const made = [a, b].map((node) => cutCommits(node, direction, 3));
        await pause(1_500);
        for (const { proxy } of [a, b]) proxy.onSend = null;
        cuts += made.reduce((sum, count) => sum + count(), 0);
        const ended = performance.now();
        await meet();
        await note(`connections were cut at COMMIT, ${direction === 'up' ? 'before' : 'after'} it was done`, ended);
      }
    }
    over.abort();
    await Promise.all(working);
    for (const probe of probes) await probe.until(() => probe.replica.outbox.length === 0, 'empty outbox', 30_000);
    const histories = await flock.drain(async () => (await readLog(pair)).length);
    const log = await readLog(pair);
    for (const { seen, person } of histories) if (seen.length !== log.length || seen.some((one, i) => one.opId !== log[i])) process.stderr.write(`${person}: ${seen.length} of ${log.length}, first other at ${seen.findIndex((one, i) => one.opId !== log[i])}, last ${JSON.stringify(seen.at(-1))}\n`);
    const pictures = await samePictures(pair, tablets[0] ?? '');
    return { ink: checkHistories(log, histories), told, back, pictures, cuts, ...(await judge(pair, told, before)) };
  } finally {
    over.abort();
    for (const probe of probes) probe.close();
    flock.kill();
  }
}

/** Processes of drawing tablets. */
function startFlock(pair: NodePair, tablets: readonly string[], plan: Plan) {
  const synced = new Set<string>();
  const failures: string[] = [];
  const children = Array.from({ length: PROCESSES }, (_, index) => {
    const options: ClientsOptions = { url: pair.origin, doc: pair.room.papers.first, people: tablets.filter((__, place) => place % PROCESSES === index), headers: pair.headers, promiseKept: true, strokesPerSecond: plan.rate, seed: plan.seed * 10 + index };
    const file = path.join(path.dirname(fileURLToPath(import.meta.url)), 'clients-child.ts');
    // Headers of a hall are longer than a command line may be.
    const child = fork(file, [JSON.stringify({ ...options, headers: Object.fromEntries(options.people.map((one) => [one, pair.headers[one]])) })], { execArgv: ['--import', 'tsx'] });
    child.on('message', (raw) => {
      const message = raw as ClientMessage;
      if (message.type === 'synced') synced.add(message.person);
      else if (message.type === 'lost') synced.delete(message.person);
      else if (message.type === 'failed') failures.push(message.reason);
    });
    return child;
  });
  return {
    async reach(share: number, limitMs: number): Promise<void> {
      for (const began = performance.now(); synced.size < tablets.length * share; await pause(10)) {
        if (failures.length > 0) throw new Error(failures.join('; '));
        if (performance.now() - began > limitMs) throw new Error(`${synced.size} of ${tablets.length} in step after ${limitMs} ms`);
      }
    },
    async drain(headOf: () => Promise<number>): Promise<History[]> {
      const drained = children.map((child) => nextOf(child, 'drained'));
      for (const child of children) child.send('stop');
      await Promise.all(drained);
      const head = await headOf();
      const histories = children.map((child) => nextOf(child, 'histories'));
      for (const child of children) child.send({ head });
      return (await Promise.all(histories)).flatMap((message) => message.histories);
    },
    kill: () => children.forEach((child) => child.kill('SIGKILL')),
  };
}

function nextOf<T extends ClientMessage['type']>(child: ChildProcess, type: T): Promise<Extract<ClientMessage, { type: T }>> {
  return new Promise((resolve, reject) => {
    child.on('message', (raw) => {
      const message = raw as ClientMessage;
      if (message.type === 'failed') reject(new Error(message.reason));
      if (message.type === type) resolve(message as Extract<ClientMessage, { type: T }>);
    });
  });
}

/** What is drawn at either node is seen at the other. */
async function crossed([a, b]: [InkClient, InkClient], random: () => number): Promise<void> {
  for (const [from, to] of [[a, b], [b, a]] as const) {
    const opId = from.draw(sampleStroke(random, 4));
    await to.until(() => to.applied.shared.some((record) => record.opId === opId), 'the other node’s stroke', 30_000);
  }
}

/** Of the database server: that one and those it began, by their numbers. */
function serverProcesses(_database: NodePair['database']) {
  const main = Number(readFileSync(path.join(process.env['PHIEN_TEST_CLUSTER'] ?? '', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const children = (): number[] => readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/u.test(name)) return [];
    try {
      return Number(/\) \S (\d+)/u.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]) === main ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
  let stopped: number[] = [];
  const signal = (pid: number, name: 'SIGSTOP' | 'SIGCONT'): void => {
    try {
      process.kill(pid, name);
    } catch {
      // It has ended meanwhile.
    }
  };
  return {
    async stop() {
      signal(main, 'SIGSTOP');
      await pause(20);
      stopped = children();
      for (const pid of stopped) signal(pid, 'SIGSTOP');
    },
    go: () => [...stopped, main].forEach((pid) => signal(pid, 'SIGCONT')),
  };
}

/** The next commits of a node are not sent, or sent and not answered. @returns how many were cut. */
function cutCommits({ proxy }: RunningNode, direction: 'up' | 'down', count: number): () => number {
  let left = count;
  proxy.onSend = (bytes, way) => !(way === direction && left > 0 && bytes.includes('COMMIT') && left-- > 0);
  return () => count - left;
}

/** Sent under one id until it is answered as done, through the address in front. */
async function insist(signal: AbortSignal, send: () => Promise<Response>): Promise<Response | null> {
  for (;;) {
    const answer = await send().catch(() => null);
    if (answer?.ok) return answer;
    const text = answer ? await answer.text().catch(() => '') : '';
    if (answer && answer.status < 500 && answer.status !== 429 && answer.status !== 408) throw new Error(`refused: ${answer.status} ${text.slice(0, 300)}`);
    if (signal.aborted && answer === null) return null;
    await pause(AGAIN_MS);
  }
}

const command = ({ origin, headers, secretary, room }: NodePair, page: string, name: string, input: unknown, id: string): Promise<Response> =>
  fetch(`${origin}/meetings/${room.meetingId}/sitting/${page}.data`, { method: 'POST', headers: headers[secretary], body: commandForm(name, input, id), signal: AbortSignal.timeout(8_000) });

async function attend(pair: NodePair, told: Told, signal: AbortSignal): Promise<void> {
  for (let round = 0; !signal.aborted; round += 1) {
    const personId = pair.people[round % 20] ?? '';
    const attendance = (['room', 'online'] as const)[Math.floor(round / 20) % 2] ?? 'room';
    const id = randomUUID();
    const done = await insist(signal, () => command(pair, 'attendance', 'sitting.mark-attendance', { marks: [{ personId, attendance }] }, id));
    if (!done) return;
    told.marks.set(personId, attendance);
    told.markings += 1;
    await pause(AGAIN_MS);
  }
}

async function ask(pair: NodePair, told: Told, signal: AbortSignal): Promise<void> {
  for (let round = 0; !signal.aborted; round += 1) {
    const id = randomUUID();
    const done = await insist(signal, () => command(pair, 'console', 'voting.create-question', { itemId: pair.room.items.first, text: `Nội dung biểu quyết ${round}`, kind: 'approve' }, id));
    if (!done) return;
    told.questions += 1;
    await pause(4 * AGAIN_MS);
  }
}

async function upload(pair: NodePair, told: Told, signal: AbortSignal): Promise<void> {
  for (let round = 0; !signal.aborted; round += 1) {
    const bytes = await pdfWithText([{ text: `Tai lieu ${round}`, x: 60, y: 700, size: 12 } as never]);
    const id = randomUUID();
    const send = (): Promise<Response> => {
      const form = new FormData();
      form.set('itemId', pair.room.items.second);
      form.set('commandId', id);
      form.set('file', new Blob([bytes as BlobPart]), `Tài liệu ${round}.pdf`);
      return fetch(`${pair.origin}/upload/meetings/${pair.room.meetingId}`, { method: 'POST', headers: pair.headers[pair.secretary], body: form, signal: AbortSignal.timeout(45_000) });
    };
    const done = await insist(signal, send);
    if (!done) return;
    told.papers.push(((await done.json()) as { documentId: string }).documentId);
    await pause(10 * AGAIN_MS);
  }
}

async function readLog({ database, room }: NodePair): Promise<string[]> {
  const rows = await database.query<{ op: string }>(`SELECT encode(o."opId", 'hex') AS op FROM "InkOp" o JOIN "InkStream" s ON s."id" = o."streamId" WHERE s."docId" = $1 AND s."owner" = '' ORDER BY o."seq"`, [room.papers.first]);
  return rows.map(({ op }) => op.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5'));
}

/** What the two show of the sitting. @returns how many differ. */
async function samePictures({ nodes, headers, room }: NodePair, person: string): Promise<number> {
  const views = await Promise.all(nodes.map(({ url }) => new Promise<string>((resolve, reject) => {
    const socket = io(url, { parser: { Encoder, Decoder }, transports: ['websocket'], extraHeaders: headers[person], forceNew: true } as never);
    const timer = setTimeout(() => reject(new Error('no picture')), 20_000);
    openMeetingFeed(socket, room.meetingId, {
      onView: (view) => {
        clearTimeout(timer);
        socket.disconnect();
        // But for the moment it was taken.
        resolve(JSON.stringify({ ...(view as object), takenAt: null }));
      },
      onPage: () => undefined, onStatus: () => undefined, onEnd: () => undefined,
    });
  })));
  return views[0] === views[1] ? 0 : 1;
}

/** The meeting itself was written past the chain: what differs before anything was done. */
async function differencesOf({ dataDir, database }: Pick<NodePair, 'dataDir' | 'database'>): Promise<string[]> {
  const { differences } = await verifyInstallation(dataDir, { noted: [], files: true, rows: database.place });
  return differences.map(({ problem, kind, id }) => `${problem} ${kind} ${id}`);
}

async function judge({ database, room, dataDir }: NodePair, told: Told, before: ReadonlySet<string>) {
  const count = async (sql: string, values: unknown[] = []): Promise<number> => Number((await database.query<{ count: string }>(`SELECT count(*) AS count FROM ${sql}`, values))[0]?.count);
  const papers = await database.query<{ id: string }>('SELECT "id" FROM "Document" WHERE "meetingId" = $1 AND "itemId" = $2', [room.meetingId, room.items.second]);
  const seats = new Map((await database.query<{ person: string; attendance: string }>('SELECT "personId" AS person, "attendance" FROM "Attendee" WHERE "meetingId" = $1', [room.meetingId])).map(({ person, attendance }) => [person, attendance]));
  const [markings, questions] = [await count(`"AuditEntry" WHERE "action" = 'sitting.mark-attendance'`), await count(`"VoteQuestion" WHERE "meetingId" = $1`, [room.meetingId])];
  const over = { markings: markings - 1 - told.markings, questions: questions - told.questions, papers: papers.length - 1 - told.papers.length };
  const missing = told.papers.filter((id) => !papers.some((paper) => paper.id === id)).length + [...told.marks].filter(([person, attendance]) => seats.get(person) !== attendance).length;
  const times = (await database.query<{ at: Date }>('SELECT "at" FROM "AuditEntry" ORDER BY "seq"')).map(({ at }) => at.getTime());
  const differences = (await differencesOf({ dataDir, database })).filter((one) => !before.has(one));
  const fewer = Object.values(over).map((value) => Math.max(0, -value)).reduce((sum, value) => sum + value, 0);
  // One of each may have been under way as the run ended, done and not told.
  const more = Object.values(over).map((value) => Math.max(0, value - 1)).reduce((sum, value) => sum + value, 0);
  return { lost: missing + fewer, doubled: more, differences: differences.length, disorder: times.filter((time, index) => index > 0 && time < (times[index - 1] ?? 0)).length };
}
