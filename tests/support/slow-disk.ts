import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import BetterSqlite3 from 'better-sqlite3';
import { MEETING_JOIN, MEETING_PROTOCOL_VERSION } from '../../server/shared/protocol/meeting-events';
import { bytesToUuid } from '../../server/shared/protocol/ink';
import { prepareRealServer, type ServerUnderTest } from '../chaos/real-server';
import { commandForm } from './command-form';
import { percentile } from './figures';
import { freePort } from './free-port';
import { InkClient } from './ink-client';
import { newUuid, sampleStroke, seededRandom } from './ink-samples';

const chaos = (name: string): string => fileURLToPath(new URL(`../chaos/${name}`, import.meta.url));

export interface SlowDiskOptions {
  tablets: number;
  /** What each flush takes longer, ms. */
  delayMs: number;
  /** How long a window is, ms, and how many there are with and without the delay. */
  windowMs: number;
  windows: number;
}

export interface Window {
  /** Longest stall of the event loop, ms. */
  stallMs: number;
  /** Of commands that were answered in it, ms. */
  commands: number[];
  pages: number[];
  sockets: number[];
}

export interface SlowDiskOutcome {
  peace: Window[];
  slow: Window[];
  /** Flushes made while each took longer; those by the thread of the event loop among them. */
  flushes: number;
  byLoop: number;
  /** Flushes by that thread while the program started: it makes some, so that they would be seen. */
  seenAtStart: number;
  commands: { acknowledged: number; lost: number };
  ink: { acknowledged: number; lost: number };
  /** Answers that were neither pages nor promises kept. */
  refused: string[];
}

/** The built program with commands, pages, ink and messages at once, on a disk whose flushes take their time. Needs Linux, cc and the built program. */
export async function sitOnSlowDisk(options: SlowDiskOptions): Promise<SlowDiskOutcome> {
  const folder = mkdtempSync(path.join(tmpdir(), 'phien-slow-disk-'));
  const [library, notes, slowly] = ['flush.so', 'flushes', 'slowly'].map((name) => path.join(folder, name)) as [string, string, string];
  execFileSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, chaos('slow-flush.c'), '-ldl']);
  const port = await freePort();
  const subject = await prepareRealServer(options.tablets, port);
  const server = await start(subject, { LD_PRELOAD: library, PHIEN_FLUSH_LOG: notes, PHIEN_FLUSH_SLOW: slowly, PHIEN_FLUSH_MS: String(options.delayMs) });
  const flushed = (letter: string): number => readFileSync(notes, 'utf8').split('\n').filter((line) => line === `${letter} ${String(server.pid)}`).length;
  const seenAtStart = flushed('L');
  const load = new Load(subject, `http://127.0.0.1:${port}`);
  try {
    await load.begin();
    const watch = async (): Promise<Window> => {
      load.forget();
      await stallOf(server);
      await pause(options.windowMs);
      return { stallMs: await stallOf(server), ...load.seen };
    };
    const several = async (): Promise<Window[]> => {
      const windows: Window[] = [];
      while (windows.length < options.windows) windows.push(await watch());
      return windows;
    };
    const peace = await several();
    writeFileSync(slowly, '');
    const slow = await several();
    rmSync(slowly);
    await load.end();
    server.kill('SIGKILL');
    return { peace, slow, flushes: flushed('l') + flushed('t'), byLoop: flushed('l'), seenAtStart, ...load.kept(), refused: load.refused };
  } finally {
    server.kill('SIGKILL');
    load.close();
    subject.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The best of some windows: other work on the machine only ever makes one worse, a flush by the loop makes all of them bad. */
export const bestStall = (windows: readonly Window[]): number => Math.min(...windows.map(({ stallMs }) => stallMs));
export const medianOf = (windows: readonly Window[], what: 'commands' | 'pages' | 'sockets'): number => percentile(windows.flatMap((window) => window[what]), 0.5);

async function start({ program, args: [main = ''], env, sign }: ServerUnderTest, extra: Record<string, string>): Promise<ChildProcess> {
  const child = fork(main, [], { execPath: program, execArgv: ['--import', chaos('stall-probe.mjs')], env: { ...process.env, ...env, ...extra }, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => chunk.toString().includes(sign) && resolve());
    child.once('exit', (code) => reject(new Error(`the program ended with ${String(code)}`)));
  });
  return child;
}

function stallOf(server: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    server.once('message', (told) => resolve((told as { stallMs: number }).stallMs));
    server.send('stall');
  });
}

/** People who do everything at once, and remember what they were promised. */
class Load {
  seen: Omit<Window, 'stallMs'> = { commands: [], pages: [], sockets: [] };
  readonly refused: string[] = [];
  readonly #subject: ServerUnderTest;
  readonly #url: string;
  readonly #random = seededRandom(1);
  readonly #promised: string[] = [];
  #tablets: InkClient[] = [];
  #ended = false;
  #working: Promise<unknown>[] = [];

  constructor(subject: ServerUnderTest, url: string) {
    this.#subject = subject;
    this.#url = url;
  }

  async begin(): Promise<void> {
    const { people, doc, headers } = this.#subject;
    this.#tablets = people.map((person) => new InkClient({ url: this.#url, person, doc, headers: headers[person] }));
    await Promise.all(this.#tablets.map((tablet) => tablet.until(() => tablet.welcome !== null, 'welcome', 30_000)));
    const pages = ['/', `/meetings/${this.#subject.meetingId}`].map((address, place) => () => this.#page(people[place] ?? '', address));
    this.#working = [
      ...Array.from({ length: 3 }, () => this.#again(() => this.#command(), 20)),
      ...pages.map((page) => this.#again(page, 100)),
      ...this.#tablets.map((tablet) => this.#again(() => this.#draw(tablet), 1_000)),
    ];
  }

  forget(): void {
    this.seen = { commands: [], pages: [], sockets: [] };
  }

  /** Nothing more is begun, and what was begun is answered. */
  async end(): Promise<void> {
    this.#ended = true;
    await Promise.all(this.#working);
    await Promise.all(this.#tablets.map((tablet) => tablet.until(() => tablet.replica.outbox.length === 0, 'ink stored', 60_000)));
  }

  /** Of what was promised, what is not in the files. */
  kept(): Pick<SlowDiskOutcome, 'commands' | 'ink'> {
    const main = keysOf(path.join(path.dirname(this.#subject.file), 'phien.sqlite'), 'SELECT "commandId" FROM "Receipt"');
    const log = keysOf(this.#subject.file, 'SELECT op_id FROM op');
    const acked = this.#tablets.flatMap((tablet) => tablet.acks.map(({ opId }) => opId));
    const lost = (ids: readonly string[], there: ReadonlySet<string>): number => ids.filter((id) => !there.has(id)).length;
    return { commands: { acknowledged: this.#promised.length, lost: lost(this.#promised, main) }, ink: { acknowledged: acked.length, lost: lost(acked, log) } };
  }

  close(): void {
    this.#ended = true;
    for (const tablet of this.#tablets) tablet.close();
  }

  async #again(work: () => Promise<void>, everyMs: number): Promise<void> {
    while (!this.#ended) {
      await work().catch((error: unknown) => void (this.#ended || this.refused.push(String(error))));
      await pause(everyMs);
    }
  }

  async #command(): Promise<void> {
    const commandId = newUuid();
    const unit = { name: `Đơn vị ${commandId}`, shortName: commandId.slice(0, 8), kind: 'department', parentId: null, organId: null, validFrom: '2026-01-01', validTo: null, sortOrder: 1, successorIds: [] };
    const began = performance.now();
    const answer = await fetch(`${this.#url}/admin/units.data`, { method: 'POST', headers: this.#subject.admin, body: commandForm('organization.create-unit', unit, commandId) });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`command: ${answer.status}`);
    this.#promised.push(commandId);
    this.seen.commands.push(performance.now() - began);
  }

  async #page(person: string, address: string): Promise<void> {
    const began = performance.now();
    const answer = await fetch(`${this.#url}${address}`, { headers: { ...this.#subject.headers[person], accept: 'text/html' } });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`page: ${answer.status}`);
    this.seen.pages.push(performance.now() - began);
  }

  async #draw(tablet: InkClient): Promise<void> {
    if (tablet.replica.outbox.length === 0) tablet.draw(sampleStroke(this.#random, 12));
    const began = performance.now();
    const joined = (await tablet.socket.timeout(20_000).emitWithAck(MEETING_JOIN, { proto: MEETING_PROTOCOL_VERSION, meetingId: this.#subject.meetingId })) as { ok: boolean };
    if (!joined.ok) throw new Error(`not let in: ${JSON.stringify(joined)}`);
    this.seen.sockets.push(performance.now() - began);
  }
}

function keysOf(file: string, sql: string): Set<string> {
  const db = new BetterSqlite3(file, { readonly: true });
  try {
    return new Set((db.prepare(sql).pluck().all() as (string | Uint8Array)[]).map((key) => (typeof key === 'string' ? key : bytesToUuid(key))));
  } finally {
    db.close();
  }
}
