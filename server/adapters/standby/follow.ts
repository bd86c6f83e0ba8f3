import { constants, copyFileSync, existsSync, ftruncateSync, fsyncSync, openSync, closeSync, readSync, rmSync, writeSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { INK_FILE, MAIN_FILE } from '../installation/contents';
import { syncFolder } from '../installation/durable-file';
import { walkOn } from '../db/shipping/audit-walk';
import { Refused, Unreached, type Channel } from './channel';
import { FollowedFiles } from './followed-files';
import { followingIn, writeFollowed, type FollowedState } from './followed-state';
import { NotSound, Replica } from '../db/shipping/replica';
import { anotherFollows, anotherForm, anotherHouse, noRoomHere } from './refusals';
import { LOG_NAMES, type LogName } from './shipper-words';

const AGAIN_MS = 300;
const WAIT_MS = 5_000;
/** So often in a row it did not answer before that counts. */
const UNHEARD = 3;
const HELLO_MS = 1_000;
/** Keys are looked at with every so many a hello. */
const PARTS_EVERY = 3;
const MOST_RANGE = 64 * 1024 ** 2;
export const FILE_OF: Readonly<Record<LogName, string>> = { main: MAIN_FILE, ink: INK_FILE };

const helloSchema = z.object({ form: z.int(), version: z.string(), run: z.string(), installation: z.string().nullable(), term: z.int(), state: z.enum(['starting', 'serving', 'stopped']), papersHere: z.boolean() });
const baseSchema = z.object({ run: z.string(), log: z.int(), size: z.int(), piece: z.int().min(4096), sums: z.array(z.string()) });

/** How it is doing, for whoever asks. */
export interface FollowCondition {
  /** When the first machine answered last, and when everything it had was here; ms since 1970. */
  heardAt: number | null;
  wholeAt: number | null;
  /** Version of the program there. */
  version: string | null;
  /** What it is waiting for, or what went wrong last. */
  problem: string | null;
  stored: number;
}

export interface FollowerOptions {
  dataDir: string;
  channel: Channel;
  state: FollowedState;
  /** A line for whoever reads what it prints. */
  tell(vi: string, en: string): void;
}

/** Follows the first machine until it is told to end: what that one commits lies here soon after. */
export class Follower {
  readonly #options: FollowerOptions;
  readonly #files: FollowedFiles;
  readonly #replicas = new Map<LogName, Replica>();
  readonly #whole = new Map<LogName, boolean>();
  readonly #stopped = new Set<LogName>();
  readonly condition: FollowCondition = { heardAt: null, wholeAt: null, version: null, problem: null, stored: 0 };
  /** Time without an answer counts from the begin. */
  #heard = performance.now();
  #unheard = 0;

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.#files = new FollowedFiles(followingIn(options.dataDir), options.channel);
    for (const name of LOG_NAMES) {
      const known = options.state[name];
      if (known) this.#replicas.set(name, this.#replicaIn(known.folder, name, known.log));
    }
  }

  get state(): FollowedState {
    return this.#options.state;
  }

  /** The first machine has said nothing for so long, ms; 0 where it was not asked meanwhile, because this one was busy. */
  get silentMs(): number {
    return this.#unheard < UNHEARD ? 0 : performance.now() - this.#heard;
  }

  /** All that the first machine ever committed is here, and it commits no more. */
  get hasAllOfStopped(): boolean {
    // Both: no more comes, and none is lacking.
    return LOG_NAMES.every((name) => this.#stopped.has(name) && this.#whole.get(name));
  }

  /** @throws BootError when it may not go on. */
  async follow(signal: AbortSignal): Promise<void> {
    const failed = new AbortController();
    const any = AbortSignal.any([signal, failed.signal]);
    const guarded = (work: Promise<void>): Promise<void> => work.catch((error: unknown) => {
      failed.abort();
      throw error;
    });
    const ends = await Promise.allSettled([guarded(this.#followParts(any)), ...LOG_NAMES.map((name) => guarded(this.#followLog(name, any)))]);
    for (const replica of this.#replicas.values()) replica.close();
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }

  /** Everything that came is brought into the files. */
  fold(): void {
    for (const name of LOG_NAMES) this.#replicas.get(name)?.fold();
  }

  #replicaIn(folder: string, name: LogName, log: number): Replica {
    return new Replica(path.join(followingIn(this.#options.dataDir), folder, FILE_OF[name]), log, (db) => {
      if (name === 'main') this.state.walked = walkOn(db, this.state.walked);
    });
  }

  #keep(change: Partial<FollowedState>): void {
    Object.assign(this.state, change);
    writeFollowed(this.#options.dataDir, this.state);
  }

  #hears(): void {
    this.#heard = performance.now();
    this.#unheard = 0;
    this.condition.heardAt = Date.now();
  }

  #isWhole(name: LogName, whole: boolean): void {
    this.#whole.set(name, whole);
    if (LOG_NAMES.every((one) => this.#whole.get(one))) {
      this.condition.wholeAt = Date.now();
      this.condition.problem = null;
    }
  }

  /** @returns the run of the shipper, once it is ready. */
  async #hello(signal: AbortSignal): Promise<string | null> {
    const hello = helloSchema.parse(await this.#options.channel.json('/hello', { signal, silenceMs: 5_000 }));
    this.#hears();
    this.condition.version = hello.version;
    if (hello.state === 'starting' || hello.installation === null) return null;
    if (this.state.installation !== null && this.state.installation !== hello.installation) throw anotherHouse(this.#options.dataDir);
    if (this.state.installation !== hello.installation || this.state.term !== hello.term) this.#keep({ installation: hello.installation, term: hello.term });
    return hello.run;
  }

  async #patiently(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    while (!signal.aborted) {
      try {
        await work();
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof Refused && error.reason === 'followed') throw anotherFollows();
        if (error instanceof Refused && error.status === 426) throw anotherForm();
        if (error instanceof Error && 'code' in error && /^(ENOSPC|EDQUOT)$/u.test(String(error.code))) throw noRoomHere(this.#options.dataDir, error);
        if (!(error instanceof Unreached || error instanceof Refused)) throw error;
        this.condition.problem = error.message;
        await pause(AGAIN_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  #followParts(signal: AbortSignal): Promise<void> {
    let count = 0;
    return this.#patiently(signal, async () => {
      const run = await this.#hello(signal).catch((error: unknown) => {
        this.#unheard += 1;
        throw error;
      });
      if (run !== null && count % PARTS_EVERY === 0) await this.#files.fetchParts(signal);
      if (run !== null) count += 1;
      await pause(HELLO_MS, undefined, { signal }).catch(() => undefined);
    });
  }

  #followLog(name: LogName, signal: AbortSignal): Promise<void> {
    return this.#patiently(signal, async () => {
      const run = await this.#hello(signal);
      if (run === null) return void (await pause(AGAIN_MS, undefined, { signal }));
      try {
        const replica = this.#replicas.get(name);
        const isKnown = replica !== undefined && this.state[name]?.run === run;
        await this.#goOn(name, isKnown ? replica : await this.#takeAnew(name, signal), run, signal);
      } catch (error) {
        this.#whole.set(name, false);
        const isBroken = error instanceof NotSound || (error instanceof Refused && error.status === 410);
        if (!isBroken) throw error;
        this.#options.tell(`Nhận lại ${FILE_OF[name]} (${error.message}).`, `Taking ${FILE_OF[name]} anew (${error.message}).`);
        const known = this.state[name];
        if (known) this.#keep({ [name]: { ...known, run: '' } });
        await pause(AGAIN_MS, undefined, { signal });
      }
    });
  }

  /** Takes what comes until it is told to end. */
  async #goOn(name: LogName, replica: Replica, run: string, signal: AbortSignal): Promise<never> {
    // At once first: whether everything is here is known before anything new comes.
    for (let wait = 0; ; wait = WAIT_MS) {
      const whole = await this.#takeNext(name, replica, { run, counts: 1, wait }, signal, (log) => {
        const known = this.state[name];
        if (known) this.#keep({ [name]: { ...known, log } });
      });
      this.#isWhole(name, whole);
    }
  }

  /** @param onLog the next log is about to begin: its number is kept first. @returns whether all that was committed is here. */
  async #takeNext(name: LogName, replica: Replica, asked: { run: string; counts: 0 | 1; wait: number }, signal: AbortSignal, onLog: (log: number) => void): Promise<boolean> {
    const { channel } = this.#options;
    const { status, headers, body } = await channel.bytes('/log', { query: { file: name, ...replica.place, ...asked }, signal });
    this.#hears();
    if (headers['phien-state'] === 'stopped') this.#stopped.add(name);
    if (status === 204) {
      if (this.#stopped.has(name)) await pause(AGAIN_MS, undefined, { signal });
      return true;
    }
    const [log, from, frames] = ['phien-log', 'phien-from', 'phien-frames'].map((header) => Number(headers[header])) as [number, number, number];
    // Rows that are about to come name no file that is not here.
    if (name === 'main') this.condition.stored += await this.#files.fetchBlobs(signal);
    if (log !== replica.place.log) {
      replica.fold();
      onLog(log);
      replica.begin(log);
    }
    replica.append(from, frames, body);
    return headers['phien-whole'] === '1';
  }

  /** Makes the database that is here that of the first machine, by what differs; the one before stays until the new one is whole. */
  async #takeAnew(name: LogName, signal: AbortSignal): Promise<Replica> {
    const { channel, dataDir } = this.#options;
    const [old, known] = [this.#replicas.get(name), this.state[name]];
    try {
      old?.fold();
    } catch (error) {
      if (!(error instanceof NotSound)) throw error;
    }
    const folder = `${name}-${Number(known?.folder.split('-')[1] ?? 0) + 1}`;
    const place = path.join(followingIn(dataDir), folder);
    const file = path.join(place, FILE_OF[name]);
    rmSync(place, { recursive: true, force: true });
    mkdirSync(place, { recursive: true, mode: 0o700 });
    if (old && existsSync(old.file)) copyFileSync(old.file, file, constants.COPYFILE_FICLONE);
    const base = baseSchema.parse(await channel.json('/base', { query: { file: name }, signal, silenceMs: 600_000 }));
    await this.#fetchBase(name, file, base, signal);
    const replica = this.#replicaIn(folder, name, base.log);
    let log = base.log;
    while (!(await this.#takeNext(name, replica, { run: base.run, counts: 0, wait: 0 }, signal, (next) => (log = next))));
    if (name === 'main') this.condition.stored += await this.#files.fetchBlobs(signal);
    syncFolder(followingIn(dataDir));
    this.#keep({ [name]: { folder, run: base.run, log } });
    this.#replicas.set(name, replica);
    if (known) rmSync(path.join(followingIn(dataDir), known.folder), { recursive: true, force: true });
    return replica;
  }

  async #fetchBase(name: LogName, file: string, base: z.output<typeof baseSchema>, signal: AbortSignal): Promise<void> {
    const handle = openSync(file, existsSync(file) ? 'r+' : 'w+', 0o600);
    try {
      const other = base.sums.map((sum, index) => sum !== sumOf(handle, index * base.piece, Math.min(base.piece, base.size - index * base.piece)));
      for (let index = 0; index < other.length; index += 1) {
        if (!other[index]) continue;
        let end = index;
        while (other[end] && (end - index) * base.piece < MOST_RANGE) end += 1;
        const at = index * base.piece;
        const size = Math.min(base.size, end * base.piece) - at;
        const response = await this.#options.channel.open('/base/bytes', { query: { file: name, at, size }, signal });
        let done = 0;
        try {
          for await (const part of response as AsyncIterable<Buffer>) for (let from = 0; from < part.byteLength;) {
            const count = writeSync(handle, part, from, part.byteLength - from, at + done);
            from += count;
            done += count;
          }
        } catch (error) {
          throw error instanceof Error && 'code' in error && error.code === 'ENOSPC' ? error : new Unreached(error);
        }
        if (done !== size) throw new Unreached('cut off');
        this.#hears();
        index = end - 1;
      }
      ftruncateSync(handle, base.size);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  }
}

function sumOf(handle: number, at: number, size: number): string {
  const bytes = Buffer.alloc(size);
  const read = readSync(handle, bytes, 0, size, at);
  return createHash('sha256').update(bytes.subarray(0, read)).digest('hex');
}
