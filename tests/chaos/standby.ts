/**
 * `npm run -s chaos -- standby [--ci] [--clients 60] [--seconds 15] [--rate 0.5] [--seed N]`
 * The built program and a second machine that follows it, while tablets draw, a secretary marks attendance and papers are uploaded. The
 * first is killed with SIGKILL; a program makes sure that it is off, and the second takes over by itself, at the same address. Then what
 * everybody was told is held against what the second serves, and the first is started again and must not serve. Once as it is, and once
 * with PHIEN_STANDBY_WAIT, where nothing that was acknowledged may be missing. A control run, in which the second stood still before the
 * kill, proves that the check finds what is missing (`--control off` leaves it out).
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import BetterSqlite3 from 'better-sqlite3';
import { projectRoot } from '../../server/adapters/project-root';
import { readMark } from '../../server/adapters/standby/marks';
import { standbyStatus } from '../../server/adapters/standby/stand-by';
import { verifyInstallation } from '../../server/application';
import { bytesToUuid } from '../../server/shared/protocol/ink';
import { pdfWithText } from '../integration/pdf-samples';
import { assemble, type Assembly } from '../integration/sitting/assembly';
import { commandForm } from '../support/command-form';
import { figure, percentile, type Bench } from '../support/figures';
import { freePort } from '../support/free-port';
import { InkClient } from '../support/ink-client';
import { sampleStroke, seededRandom } from '../support/ink-samples';
import { signedIn } from '../support/sign-in-rows';

const KEY = 'chaos-standby-key-0123456789-0123456789';
const WAIT_MS = '2000';
const SILENCE_S = '3';
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Plan {
  clients: number;
  seconds: number;
  rate: number;
  seed: number;
  waits: boolean;
  /** The second stands still for so long before the kill, ms. */
  stillMs: number;
}

const chaos: Bench = async (args) => {
  const { values } = parseArgs({ args: [...args], options: { ci: { type: 'boolean', default: false }, clients: { type: 'string' }, seconds: { type: 'string' }, rate: { type: 'string', default: '0.5' }, seed: { type: 'string', default: '1' }, control: { type: 'string', default: 'on' } } });
  const plan = { clients: Number(values.clients ?? (values.ci ? 20 : 60)), seconds: Number(values.seconds ?? (values.ci ? 6 : 15)), rate: Number(values.rate), seed: Number(values.seed) };
  const figures = [];
  let plainMs = 0;
  for (const waits of [false, true]) {
    const bench = `standby${waits ? ', acknowledged when shipped' : ''} (${plan.clients} tablets, seed ${plan.seed})`;
    const run = await oneRun({ ...plan, waits, stillMs: 0 });
    const none = (name: string, value: number) => figure({ bench, figure: name, value, unit: 'count', bound: 'most' as const, gate: 0 });
    figures.push(
      none('shipped and lost', run.shippedLost),
      none('served by the second and not what the first had', run.foreign),
      none('twice on the second', run.doubled),
      none('rows that differ from the chain', run.differences),
      none('stored files that rows name and that are missing', run.filesMissing),
      none('bytes the first changed when it came back', run.firstChanged),
      none('times the first served when it came back', run.firstServed),
      figure({ bench, figure: 'acknowledged before the kill', value: run.acked, unit: 'count', bound: 'least', gate: plan.clients }),
      figure({ bench, figure: 'papers acknowledged', value: run.papers, unit: 'count', bound: 'least', gate: 1 }),
      figure({ bench, figure: 'acknowledged and not on the second', value: run.lost, unit: 'count', bound: 'most', gate: waits ? 0 : run.acked, ...(waits ? {} : { aim: 0 }) }),
      figure({ bench, figure: 'oldest of them, before the kill', value: run.lostAgeMs / 1000, unit: 's', bound: 'most', gate: waits ? 0 : 2, ...(waits ? {} : { aim: 0.2 }) }),
      figure({ bench, figure: 'from the kill to serving', value: run.servingMs / 1000, unit: 's', bound: 'most', gate: 30, aim: 15 }),
      figure({ bench, figure: 'from the kill to 95 % of the tablets acknowledged again', value: run.backMs / 1000, unit: 's', bound: 'most', gate: 30, aim: 15 }),
      figure({ bench, figure: 'acknowledged by the second', value: run.after, unit: 'count', bound: 'least', gate: plan.clients }),
      figure({ bench, figure: 'a command, median', value: run.commandMs, unit: 'ms', bound: 'most', ...(waits ? { baseline: plainMs, gate: 4, aim: 1.5 } : { gate: 2_000, aim: 100 }) }),
    );
    plainMs = run.commandMs;
  }
  if (values.control === 'on') {
    const run = await oneRun({ ...plan, seconds: 4, waits: false, stillMs: 2_000 });
    figures.push(figure({ bench: 'standby, control', figure: 'loss found where the second stood still', value: run.lost, unit: 'count', bound: 'least', gate: 1 }));
  }
  return figures;
};
export default chaos;

/** Something that was acknowledged, and when, ms of this process. */
interface Told {
  kind: 'stroke' | 'marking' | 'paper';
  id: string;
  at: number;
  /** How long it took, ms. */
  took?: number;
}

const built = (name: string): string => path.join(projectRoot, 'build', 'server', `${name}.js`);

function start(args: string[], env: Record<string, string>): { child: ChildProcess; text(): string; listening: Promise<void>; ended: Promise<number | null> } {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let text = '';
  const hear: (() => void)[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => {
    text += part.toString();
    for (const one of hear) one();
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const listening = new Promise<void>((resolve, reject) => {
    hear.push(() => text.includes('  Phiên: ') && resolve());
    void ended.then((code) => reject(new Error(`ended with ${String(code)}: ${text}`)));
  });
  listening.catch(() => undefined);
  return { child, text: () => text, listening, ended };
}

async function oneRun(plan: Plan) {
  const room = mkdtempSync(path.join(tmpdir(), 'chaos-standby-'));
  const [port, shipPort, aside] = [await freePort(), await freePort(), await freePort()];
  const origin = `http://127.0.0.1:${port}`;
  const house = await prepare(plan.clients, origin);
  const { firstDir } = house;
  const secondDir = path.join(room, 'second');
  const common = { NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), PHIEN_ORIGIN: origin, PHIEN_LOG: 'warn', PHIEN_STANDBY_KEY: KEY };
  const firstEnv = { ...common, PHIEN_DATA: firstDir, PHIEN_STANDBY: `127.0.0.1:${shipPort}`, ...(plan.waits && { PHIEN_STANDBY_WAIT: WAIT_MS }) };
  const before = new Set(await differencesOf(firstDir));
  const first = start([built('main')], firstEnv);
  const ends: (() => void)[] = [() => first.child.kill('SIGKILL')];
  try {
    await first.listening;
    const fence = path.join(room, 'fence');
    writeFileSync(fence, `#!/bin/sh\n! kill -0 ${first.child.pid} 2>/dev/null\n`, { mode: 0o700 });
    const second = start([built('cli'), 'standby'], { ...common, PHIEN_DATA: secondDir, PHIEN_STANDBY_OF: `127.0.0.1:${shipPort}`, PHIEN_STANDBY_FENCE: fence, PHIEN_STANDBY_AFTER: SILENCE_S });
    ends.push(() => second.child.kill('SIGTERM'));
    for (const until = performance.now() + 60_000; (standbyStatus(secondDir)?.wholeAt ?? null) === null; await pause(50)) if (performance.now() > until) throw new Error(`the second is not whole: ${second.text()}`);

    const told: Told[] = [];
    const over = new AbortController();
    const flock = draw(plan, house, origin, told);
    ends.push(() => flock.close());
    await flock.reach(1, 60_000);
    const working = [attend(house, origin, told, over.signal), upload(house, origin, told, over.signal)];
    await pause(plan.seconds * 1_000);
    if (plan.stillMs > 0) second.child.kill('SIGSTOP');
    await pause(plan.stillMs);

    const killedAt = performance.now();
    first.child.kill('SIGKILL');
    await first.ended;
    const acked = told.filter(({ at }) => at <= performance.now());
    flock.lostSight();
    second.child.kill('SIGCONT');
    await second.listening;
    const servingMs = performance.now() - killedAt;
    await flock.reach(0.95, 60_000);
    const backMs = performance.now() - killedAt;
    await pause(2_000);
    over.abort();
    await Promise.all(working);
    await flock.settle();

    // It comes back, knowing nothing.
    const sums = sumsOf(firstDir);
    const again = start([built('main')], { ...firstEnv, PORT: String(aside) });
    ends.push(() => again.child.kill('SIGKILL'));
    await Promise.race([again.ended, again.listening.catch(() => undefined), pause(30_000)]);
    const firstServed = again.text().includes('  Phiên: ') || again.child.exitCode === null || readMark(firstDir)?.state !== 'superseded' ? 1 : 0;
    if (firstServed) process.stderr.write(again.text());
    const firstChanged = [...sumsOf(firstDir)].filter(([name, sum]) => sums.get(name) !== sum).length;

    second.child.kill('SIGTERM');
    await second.ended;
    return { acked: acked.length, papers: acked.filter(({ kind }) => kind === 'paper').length, after: told.length - acked.length, commandMs: percentile(acked.flatMap(({ took }) => took ?? []), 0.5), servingMs, backMs, firstServed, firstChanged, ...(await judge({ firstDir, secondDir, acked, killedAt, before, house })) };
  } finally {
    for (const end of ends.reverse()) end();
    rmSync(room, { recursive: true, force: true });
    rmSync(firstDir, { recursive: true, force: true });
  }
}

interface House {
  firstDir: string;
  meetingId: string;
  items: Assembly['items'];
  doc: string;
  people: string[];
  secretary: string;
  headers: Record<string, Record<string, string>>;
}

async function prepare(clients: number, origin: string): Promise<House> {
  const room = await assemble({ members: clients });
  const { application, dataDir } = room.installation;
  const headers: Record<string, Record<string, string>> = {};
  const rows = [...room.members, room.secretary].map(({ personId }) => {
    const { token, row } = signedIn(personId, { now: new Date() });
    headers[personId] = { origin, cookie: `phien_session=${token}` };
    return row;
  });
  await application.database.transaction((db) => db.signIn.createMany({ data: rows }));
  await room.seatMembers(clients);
  await application.execute('sitting.open-session', { meetingId: room.meetingId }, room.chair);
  await application.stop();
  return { firstDir: dataDir, meetingId: room.meetingId, items: room.items, doc: room.papers.first, people: room.members.map(({ personId }) => personId), secretary: room.secretary.personId, headers };
}

function draw(plan: Plan, house: House, url: string, told: Told[]) {
  const random = seededRandom(plan.seed);
  const synced = new Set<string>();
  let drawing = true;
  const clients = house.people.map((person) => {
    const client: InkClient = new InkClient({
      url, person, doc: house.doc, headers: house.headers[person],
      onAck: ({ opId, outcome }) => {
        if (outcome !== 'committed' && outcome !== 'duplicate') return;
        told.push({ kind: 'stroke', id: opId, at: performance.now() });
        synced.add(person);
      },
      onSynced: () => void synced.add(person),
    });
    client.socket.on('disconnect', () => void synced.delete(person));
    const next = (): void => {
      if (!drawing) return;
      if (client.replica.outbox.length < 50) client.draw(sampleStroke(random, 4 + Math.floor(random() * 12)));
      setTimeout(next, (-Math.log(1 - random()) / plan.rate) * 1_000);
    };
    void client.until(() => client.welcome !== null, 'first welcome', 60_000).then(next);
    return client;
  });
  return {
    lostSight: () => synced.clear(),
    async reach(share: number, limitMs: number): Promise<void> {
      for (const began = performance.now(); synced.size < clients.length * share; await pause(20)) if (performance.now() - began > limitMs) throw new Error(`${synced.size} of ${clients.length} in step`);
    },
    async settle(): Promise<void> {
      drawing = false;
      await Promise.all(clients.map((client) => client.until(() => client.replica.outbox.length === 0, 'empty outbox', 60_000)));
    },
    close: () => clients.forEach((client) => client.close()),
  };
}

/** Sent under one id until it is answered. */
async function insist(signal: AbortSignal, send: () => Promise<Response>): Promise<Response | null> {
  for (;;) {
    const answer = await send().catch(() => null);
    if (answer?.ok) return answer;
    if (answer && answer.status < 500 && ![408, 429].includes(answer.status)) throw new Error(`refused: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
    if (signal.aborted) return null;
    await pause(150);
  }
}

async function attend(house: House, origin: string, told: Told[], signal: AbortSignal): Promise<void> {
  for (let round = 0; !signal.aborted; round += 1) {
    const id = randomUUID();
    const began = performance.now();
    const input = { marks: [{ personId: house.people[round % 10], attendance: Math.floor(round / 10) % 2 === 0 ? 'online' : 'room' }] };
    const done = await insist(signal, () => fetch(`${origin}/meetings/${house.meetingId}/sitting/attendance.data`, { method: 'POST', headers: house.headers[house.secretary], body: commandForm('sitting.mark-attendance', input, id), signal: AbortSignal.timeout(8_000) }));
    if (done) told.push({ kind: 'marking', id, at: performance.now(), took: performance.now() - began });
    await pause(60);
  }
}

async function upload(house: House, origin: string, told: Told[], signal: AbortSignal): Promise<void> {
  for (let round = 0; !signal.aborted; round += 1) {
    const bytes = await pdfWithText([{ text: `Tai lieu ${round}`, x: 60, y: 700, size: 12 } as never]);
    let id = randomUUID();
    const send = (): Promise<Response> => {
      const form = new FormData();
      form.set('itemId', house.items.second);
      form.set('commandId', id);
      form.set('file', new Blob([bytes as BlobPart]), `Tài liệu ${round}.pdf`);
      return fetch(`${origin}/upload/meetings/${house.meetingId}`, { method: 'POST', headers: house.headers[house.secretary], body: form, signal: AbortSignal.timeout(45_000) });
    };
    // One that was received and no paper yet as the first died waits there alone: nobody was told that it is one, and it is sent again.
    const done = await insist(signal, send).catch(() => {
      id = randomUUID();
      return insist(signal, send);
    });
    if (done) told.push({ kind: 'paper', id: ((await done.json()) as { documentId: string }).documentId, at: performance.now() });
    await pause(300);
  }
}

const differencesOf = async (dataDir: string): Promise<string[]> => (await verifyInstallation(dataDir, { noted: [], files: true })).differences.map(({ problem, kind, id }) => `${problem} ${kind} ${id}`);

const sumsOf = (dataDir: string): Map<string, string> => new Map(['phien.sqlite', 'ink.sqlite', 'phien.sqlite-wal', 'ink.sqlite-wal'].map((name) => [name, sumOf(path.join(dataDir, name))]));
function sumOf(file: string): string {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return 'none';
  }
}

/** Everything that was ever done there, by names that nothing else has. */
function read(dataDir: string) {
  const main = new BetterSqlite3(path.join(dataDir, 'phien.sqlite'), { readonly: true });
  const ink = new BetterSqlite3(path.join(dataDir, 'ink.sqlite'), { readonly: true });
  try {
    return {
      chain: main.prepare('SELECT hash FROM "AuditEntry" ORDER BY seq').pluck().all() as string[],
      markings: new Set(main.prepare('SELECT "commandId" FROM "Receipt"').pluck().all() as string[]),
      papers: new Set(main.prepare('SELECT id FROM "Document"').pluck().all() as string[]),
      strokes: (ink.prepare('SELECT stream_id, seq, op_id FROM op ORDER BY stream_id, seq').all() as { stream_id: number; seq: number; op_id: Buffer }[]).map(({ stream_id, seq, op_id }) => ({ place: `${stream_id}/${seq}`, id: bytesToUuid(op_id) })),
    };
  } finally {
    main.close();
    ink.close();
  }
}

async function judge({ firstDir, secondDir, acked, killedAt, before, house }: { firstDir: string; secondDir: string; acked: readonly Told[]; killedAt: number; before: ReadonlySet<string>; house: House }) {
  const [had, has] = [read(firstDir), read(secondDir)];
  // The second went on from a beginning of what the first had: entry for entry, number for number.
  const common = had.chain.findIndex((hash, index) => has.chain[index] !== hash);
  const shared = common === -1 ? had.chain.length : common;
  const placesOf = new Map(had.strokes.map(({ place, id }) => [id, place]));
  const foreign = has.strokes.filter(({ place, id }) => placesOf.has(id) && placesOf.get(id) !== place && acked.some((one) => one.id === id)).length;
  const ids = new Set(has.strokes.map(({ id }) => id));
  const isThere = ({ kind, id }: Told): boolean => (kind === 'stroke' ? ids.has(id) : kind === 'marking' ? has.markings.has(id) : has.papers.has(id));
  const lost = acked.filter((one) => !isThere(one));
  const oldest = Math.min(...lost.map(({ at }) => at), killedAt);
  // What is lost is an end: whatever came later of its kind is lost too. Something that is missing while a later one is there was shipped and lost.
  const shippedLost = (['stroke', 'marking', 'paper'] as const).flatMap((kind) => {
    const own = acked.filter((one) => one.kind === kind && (kind !== 'stroke' || placesOf.has(one.id))).sort((a, b) => orderOf(a, placesOf) - orderOf(b, placesOf));
    const last = own.findLastIndex(isThere);
    return own.slice(0, last).filter((one) => !isThere(one));
  }).length;
  const report = await verifyInstallation(secondDir, { noted: [{ rows: shared, head: had.chain[shared - 1] ?? '' }], files: true });
  const differing = report.differences.map(({ problem, kind, id }) => `${problem} ${kind} ${id}`).filter((one) => !before.has(one));
  if (differing.length > 0 || lost.length > 0) process.stderr.write(`${house.meetingId}: ${JSON.stringify(differing.slice(0, 5))} ${JSON.stringify(lost.slice(0, 5).map(({ kind, at }) => [kind, Math.round(at - killedAt)]))}\n`);
  return {
    shippedLost,
    foreign: foreign + (report.chain.ok ? 0 : 1),
    doubled: has.strokes.length - ids.size,
    differences: differing.length,
    filesMissing: report.differences.filter(({ problem }) => /file|missing/u.test(problem)).length,
    lost: lost.length,
    lostAgeMs: killedAt - oldest,
  };
}

/** Strokes by their numbers, the rest by when it was acknowledged: one at a time was asked for. */
const orderOf = ({ kind, id, at }: Told, places: ReadonlyMap<string, string>): number => (kind === 'stroke' ? Number(places.get(id)?.split('/')[1]) : at);
