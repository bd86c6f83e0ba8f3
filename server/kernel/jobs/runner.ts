import { setTimeout as rest } from 'node:timers/promises';
import type { Bus } from '../bus';
import { system } from '../actor';
import { toPublicError } from '../errors';
import type { Ports } from '../ports';
import type { Database, Db } from '../ports/database';
import { backOffMs, isWorthTrying, type AnyJobKind, type JobContext, type JobEnd } from './job';
import { askedToEnd, endsOf, findJob, isAnyDue, lease, nextInLine, putBack, putInLine, renew, settle, takeBack, type Job } from './repository';
import { Attempt } from './running';
import { hasOccurred, noteLook } from './schedules';

export interface JobRunnerOptions {
  kinds: ReadonlyMap<string, AnyJobKind>;
  database: Pick<Database, 'reader' | 'transaction'>;
  bus: Pick<Bus, 'execute' | 'query'>;
  ports: Ports;
  /** Of this process; no other one has it. */
  owner: string;
  /** No other process works on this database: what is noted as being at work when it starts is at work nowhere. */
  alone: boolean;
  onFault(message: string): void;
  log?(facts: Readonly<Record<string, unknown>>, message: string): void;
  /** Milliseconds: between two looks unasked, and how long a job is held without a word. */
  lookMs?: number;
  leaseMs?: number;
}

export type JobEnded = 'done' | 'failed' | 'cancelled';

/** Takes jobs in their turn and sees them to their end (J1–J9). */
export interface JobRunner {
  start(): void;
  /** Something was put in line. */
  wake(): void;
  /** Resolves when the job has ended, in whatever process. Rejects with the signal's reason. */
  settled(id: string, signal?: AbortSignal): Promise<JobEnded>;
  /** Puts in line what has its hour. The runner does so by itself. */
  enqueueDue(): Promise<void>;
  /** Does everything that is due, and what comes of it, without being started: for the command line and tests. */
  drain(): Promise<void>;
  /** What is at work is told to end and goes back in line. */
  stop(): Promise<void>;
}

const caller = system('jobs');

/** Between two looks whether an occurrence has come, ms. */
const SCHEDULES_MS = 10_000;
/** The first look comes later: at a start the hall comes back first, ms. */
const FIRST_SCHEDULES_MS = 30_000;

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (reason: unknown) => void } {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const { kinds, database, bus, ports, owner, alone, onFault, log = () => undefined, lookMs = 1_000, leaseMs = 30_000 } = options;
  const attempts = new Map<string, { attempt: Attempt; ended: Promise<void> }>();
  const waiters = new Map<string, Set<(ended: JobEnded) => void>>();
  const stopping = new AbortController();
  let waking = new AbortController();
  let looping: Promise<void> | undefined;
  const now = (): Date => ports.clock.now();

  const withRoom = (): string[] => {
    const atWork = (name: string): number => [...attempts.values()].filter(({ attempt }) => attempt.kind === name).length;
    return [...kinds.values()].filter(({ name, parallel }) => atWork(name) < parallel).map(({ name }) => name);
  };

  /** A write that cannot be made leaves the job as it is noted: its lease ends, and it is taken again. */
  async function write<T>(work: (db: Db) => Promise<T>): Promise<T | null> {
    try {
      return await database.transaction(work);
    } catch (error) {
      onFault(`jobs: ${String(error)}`);
      return null;
    }
  }

  function tell(id: string, ended: JobEnded): void {
    for (const hear of waiters.get(id) ?? []) hear(ended);
    waiters.delete(id);
  }

  const contextOf = (job: Job, kind: AnyJobKind, attempt: Attempt): JobContext => ({
    id: job.id,
    attempt: job.attempts + 1,
    signal: attempt.signal,
    limits: kind.limits,
    ports,
    now,
    execute: (command, input) => bus.execute(command.name, input, caller) as never,
    query: (query, input) => bus.query(query.name, input, caller) as never,
    progress: (done, total) => attempt.say(done, total),
    log: (facts, message) => log({ job: job.id, kind: kind.name, ...facts }, message),
    fault: onFault,
  });

  async function run(job: Job, kind: AnyJobKind, attempt: Attempt): Promise<JobEnd> {
    const payload = kind.payload.parse(JSON.parse(job.payload)) as never;
    return attempt.do(() => kind.run(payload, contextOf(job, kind, attempt)));
  }

  async function finish(job: Job, attempt: Attempt, end: { state: JobEnded; error: unknown }): Promise<void> {
    const error = end.error === null ? null : toPublicError(end.error);
    const isOurs = await write((db) => settle(db, job, owner, { state: end.state, error, now: now(), ...attempt.progress }));
    if (!isOurs) return;
    if (end.state === 'failed') onFault(`job ${job.kind} ${job.id} failed: ${String(end.error)}`);
    tell(job.id, end.state);
  }

  async function again(job: Job, next: { afterMs: number; attempts: number; error: unknown }): Promise<void> {
    const at = now();
    const { afterMs, attempts: made, error } = next;
    const back = { turn: ports.ids.next(), runAfter: new Date(at.getTime() + afterMs), attempts: made, error: error === null ? null : toPublicError(error), now: at };
    await write((db) => putBack(db, job, owner, back));
    if (afterMs === 0) wake();
  }

  async function see(job: Job, kind: AnyJobKind, attempt: Attempt): Promise<void> {
    const tries = job.attempts + 1;
    // Every attempt but this was its process's last deed.
    if (tries > kind.attempts) return finish(job, attempt, { state: 'failed', error: new Error('its process ended with every attempt') });
    try {
      const end = await run(job, kind, attempt);
      return await (end ? again(job, { afterMs: end.again, attempts: 0, error: null }) : finish(job, attempt, { state: 'done', error: null }));
    } catch (error) {
      if (attempt.cut === 'cancelled') return finish(job, attempt, { state: 'cancelled', error: null });
      if (attempt.cut === 'stopping') return again(job, { afterMs: 0, attempts: job.attempts, error: null });
      if (attempt.cut === 'lost') return undefined;
      if (tries >= kind.attempts || !isWorthTrying(error)) return finish(job, attempt, { state: 'failed', error });
      log({ job: job.id, kind: kind.name, attempt: tries, error: String(error) }, 'a job is tried again later');
      return again(job, { afterMs: backOffMs(kind.backOff, tries, Math.random()), attempts: tries, error });
    }
  }

  /** Takes the next job and begins it. @returns whether there was one. */
  async function begin(): Promise<boolean> {
    const free = withRoom();
    if (!(await isAnyDue(database.reader, free, now()))) return false;
    const taken = await database.transaction(async (db) => {
      const at = now();
      const job = await nextInLine(db, free, at);
      return job && (await lease(db, job, owner, new Date(at.getTime() + leaseMs))) ? job : null;
    });
    const kind = taken && kinds.get(taken.kind);
    if (!taken || !kind) return false;
    const attempt = new Attempt(taken.id, taken.kind, kind.limits.timeMs, performance.now() + leaseMs);
    const ended = see(taken, kind, attempt).finally(() => {
      attempts.delete(taken.id);
      wake();
    });
    attempts.set(taken.id, { attempt, ended });
    return true;
  }

  /** Holds what is at work, hears who asks for its end, and writes down how far it is. */
  async function hold(): Promise<void> {
    const running = [...attempts.values()].map(({ attempt }) => attempt);
    if (running.length === 0) return;
    const asked = await askedToEnd(database.reader, running.map(({ id }) => id));
    for (const attempt of running) {
      if (asked.includes(attempt.id)) attempt.end('cancelled');
      const left = attempt.heldUntil - performance.now();
      if (left > (leaseMs * 2) / 3 && !attempt.isAhead) continue;
      attempt.isAhead = false;
      const held = await write((db) => renew(db, attempt.id, owner, new Date(now().getTime() + leaseMs), attempt.progress).then((answer) => answer ?? 'lost'));
      if (held === 'lost' || (held === null && left <= 0)) attempt.end('lost');
      else if (held !== null) attempt.heldUntil = performance.now() + leaseMs;
    }
  }

  async function enqueueDue(): Promise<void> {
    for (const kind of kinds.values()) {
      const { schedule } = kind;
      if (!schedule || !(await hasOccurred(database.reader, { ...kind, schedule }, now()))) continue;
      const isDue = (await schedule.due?.({ now, query: (query, input) => bus.query(query.name, input, caller) as never })) ?? true;
      await database.transaction(async (db) => {
        const at = now();
        // Another process may have looked meanwhile.
        if (!(await hasOccurred(db, { ...kind, schedule }, at))) return;
        await noteLook(db, kind.name, at);
        if (isDue) await putInLine(db, kind, {}, { key: 'scheduled' }, { now: at, id: () => ports.ids.next(), queuedById: null });
      });
    }
  }

  /** Those who wait for jobs that other processes are at. */
  async function hear(): Promise<void> {
    const foreign = [...waiters.keys()].filter((id) => !attempts.has(id));
    if (foreign.length === 0) return;
    for (const [id, state] of await endsOf(database.reader, foreign)) tell(id, state as JobEnded);
  }

  async function look(): Promise<void> {
    while (!stopping.signal.aborted && (await begin()));
    await hold();
    await hear();
  }

  function wake(): void {
    waking.abort();
  }

  async function loop(): Promise<void> {
    if (alone) await write((db) => takeBack(db, owner, now()));
    for (let scheduledAt = performance.now() + FIRST_SCHEDULES_MS - SCHEDULES_MS; !stopping.signal.aborted;) {
      waking = new AbortController();
      if (performance.now() - scheduledAt > SCHEDULES_MS) {
        scheduledAt = performance.now();
        await enqueueDue().catch((error: unknown) => onFault(`schedules: ${String(error)}`));
      }
      await look().catch((error: unknown) => onFault(`jobs: ${String(error)}`));
      await rest(lookMs, undefined, { signal: AbortSignal.any([stopping.signal, waking.signal]), ref: false }).catch(() => undefined);
    }
  }

  return {
    start: () => void (looping ??= loop()),
    wake,
    async settled(id, signal) {
      const hears = waiters.get(id) ?? new Set();
      waiters.set(id, hears);
      const { promise, resolve, reject } = deferred<JobEnded>();
      hears.add(resolve);
      const leave = (): void => reject(signal?.reason);
      signal?.addEventListener('abort', leave);
      try {
        // Heard first, then asked: it may end in between.
        const job = await findJob(database.reader, id);
        return job?.endedAt ? (job.state as JobEnded) : await promise;
      } finally {
        signal?.removeEventListener('abort', leave);
        hears.delete(resolve);
        if (hears.size === 0) waiters.delete(id);
      }
    },
    enqueueDue,
    async drain() {
      if (alone) await write((db) => takeBack(db, owner, now()));
      for (;;) {
        waking = new AbortController();
        const { signal } = waking;
        await look();
        // What ended while it was looked may have gone back in line behind the look.
        if (signal.aborted) continue;
        if (attempts.size === 0) return;
        await Promise.race([...attempts.values()].map(({ ended }) => ended));
      }
    },
    async stop() {
      stopping.abort();
      await looping;
      for (const { attempt } of attempts.values()) attempt.end('stopping');
      await Promise.all([...attempts.values()].map(({ ended }) => ended));
    },
  };
}
