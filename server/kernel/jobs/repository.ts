import type { z } from 'zod';
import type { Db } from '../ports/database';
import type { PublicError } from '../errors';
import { JOB_PRIORITY, type EnqueueOptions, type JobState, type QueuedKind } from './job';

/** A job as it stands in line. */
export interface Job {
  id: string;
  kind: string;
  /** JSON. */
  payload: string;
  key: string | null;
  state: JobState;
  priority: number;
  turn: string;
  attempts: number;
  runAfter: Date;
  leasedBy: string | null;
  leaseUntil: Date | null;
  cancelled: boolean;
  done: number | null;
  total: number | null;
  error: string | null;
  queuedById: string | null;
  queuedAt: Date;
  endedAt: Date | null;
}

type Row = NonNullable<Awaited<ReturnType<Db['job']['findUnique']>>>;
const toJob = (row: Row): Job => ({ ...row, state: row.state as JobState });

/** Who puts work in line, and when. */
export interface LineUp {
  now: Date;
  /** A fresh UUIDv7. */
  id(): string;
  queuedById: string | null;
}

/** @returns the id of the job that stands for it: its own, or that of the one with its key that waits already. */
export async function putInLine<Payload extends z.ZodType>(db: Db, kind: QueuedKind<Payload>, payload: z.input<Payload>, { key, afterMs = 0 }: EnqueueOptions, { now, id, queuedById }: LineUp): Promise<string> {
  const job = {
    id: id(),
    kind: kind.name,
    payload: JSON.stringify(kind.payload.parse(payload)),
    key: key ?? null,
    priority: JOB_PRIORITY[kind.priority],
    turn: id(),
    runAfter: new Date(now.getTime() + afterMs),
    queuedById,
    queuedAt: now,
  };
  if (job.key !== null) {
    const waiting = await db.job.findFirst({ where: { kind: job.kind, key: job.key, state: 'waiting' }, select: { id: true, runAfter: true, priority: true } });
    if (waiting) {
      const sooner = { runAfter: new Date(Math.min(waiting.runAfter.getTime(), job.runAfter.getTime())), priority: Math.max(waiting.priority, job.priority) };
      await db.job.update({ where: { id: waiting.id }, data: sooner });
      return waiting.id;
    }
  }
  await db.job.create({ data: job });
  return job.id;
}

export async function findJob(db: Db, id: string): Promise<Job | null> {
  const row = await db.job.findUnique({ where: { id } });
  return row && toJob(row);
}

const IN_TURN = [{ priority: 'desc' }, { turn: 'asc' }] as const;

/**
 * The job whose turn it is: what a dead process left first, then what waits. Of one key two are never at work.
 * @param kinds those with room.
 */
export async function nextInLine(db: Db, kinds: readonly string[], now: Date): Promise<Job | null> {
  const running = await db.job.findMany({ where: { state: 'running', leaseUntil: { gt: now }, key: { not: null } }, select: { kind: true, key: true }, take: 1_000 });
  const free = running.length === 0 ? {} : { NOT: running.map(({ kind, key }) => ({ kind, key })) };
  const left = await db.job.findFirst({ where: { kind: { in: [...kinds] }, state: 'running', leaseUntil: { lte: now }, ...free }, orderBy: { leaseUntil: 'asc' } });
  if (left) return toJob(left);
  // A condition on a key that is null is not false but unknown.
  const where = running.length === 0 ? {} : { OR: [{ key: null }, free] };
  const waiting = await db.job.findFirst({ where: { kind: { in: [...kinds] }, state: 'waiting', runAfter: { lte: now }, ...where }, orderBy: [...IN_TURN] });
  return waiting && toJob(waiting);
}

/** Takes the job for a while; false when another process was first. */
export async function lease(db: Db, job: Job, owner: string, until: Date): Promise<boolean> {
  const { count } = await db.job.updateMany({
    where: { id: job.id, state: job.state, attempts: job.attempts, leasedBy: job.leasedBy },
    data: { state: 'running', leasedBy: owner, leaseUntil: until, attempts: job.attempts + 1, done: null, total: null },
  });
  return count === 1;
}

export interface Progress {
  done: number | null;
  total: number | null;
}

/** Goes on holding it, and says how far it is. @returns null when it is not this owner's any more. */
export async function renew(db: Db, id: string, owner: string, until: Date, progress: Progress): Promise<{ cancelled: boolean } | null> {
  const { count } = await db.job.updateMany({ where: { id, leasedBy: owner, state: 'running' }, data: { leaseUntil: until, ...progress } });
  return count === 0 ? null : db.job.findUnique({ where: { id }, select: { cancelled: true } });
}

/** Of the jobs named, those whose end somebody asked for. */
export async function askedToEnd(db: Db, ids: readonly string[]): Promise<string[]> {
  return (await db.job.findMany({ where: { id: { in: [...ids] }, cancelled: true }, select: { id: true }, take: ids.length })).map(({ id }) => id);
}

const FREE = { leasedBy: null, leaseUntil: null } as const;

/** It has come to an end. @returns false when it is not this owner's any more: what it says counts no more. */
export async function settle(db: Db, { id }: Pick<Job, 'id'>, owner: string, end: { state: 'done' | 'failed' | 'cancelled'; error: PublicError | null; now: Date } & Progress): Promise<boolean> {
  const { state, error, now, ...progress } = end;
  const { count } = await db.job.updateMany({ where: { id, leasedBy: owner, state: 'running' }, data: { ...FREE, ...progress, state, error: error && JSON.stringify(error), endedAt: now } });
  return count === 1;
}

/** It goes back in line. Where one of its key waits there already, that one stands for it. @returns as {@link settle}. */
export async function putBack(db: Db, job: Pick<Job, 'id' | 'kind' | 'key'>, owner: string, next: { runAfter: Date; turn: string; attempts: number; error: PublicError | null; now: Date }): Promise<boolean> {
  const { now, error, ...line } = next;
  const twin = job.key === null ? null : await db.job.findFirst({ where: { kind: job.kind, key: job.key, state: 'waiting' }, select: { id: true } });
  if (twin) return settle(db, job, owner, { state: 'done', error, now, done: null, total: null });
  const { count } = await db.job.updateMany({ where: { id: job.id, leasedBy: owner, state: 'running' }, data: { ...FREE, state: 'waiting', ...line, error: error && JSON.stringify(error) } });
  return count === 1;
}

/** Takes back what processes that are gone were at. @param owner the only one there is. */
export async function takeBack(db: Db, owner: string, now: Date): Promise<number> {
  const { count } = await db.job.updateMany({ where: { state: 'running', leasedBy: { not: owner } }, data: { leaseUntil: now } });
  return count;
}

/** One that waits ends here, one that failed is let go, one at work is asked to end. @returns false when it had ended. */
export async function cancelJob(db: Db, id: string, now: Date): Promise<boolean> {
  const waiting = await db.job.updateMany({ where: { id, state: { in: ['waiting', 'failed'] } }, data: { state: 'cancelled', endedAt: now, cancelled: true } });
  if (waiting.count === 1) return true;
  return (await db.job.updateMany({ where: { id, state: 'running' }, data: { cancelled: true } })).count === 1;
}

/** Puts one that failed in line again, with all its attempts; where one of its key waits, that one stands for it. @returns false when it has not failed. */
export async function retryJob(db: Db, { id, kind, key }: Pick<Job, 'id' | 'kind' | 'key'>, now: Date): Promise<boolean> {
  const twin = key === null ? null : await db.job.findFirst({ where: { kind, key, state: 'waiting' }, select: { id: true } });
  const data = twin ? { state: 'cancelled' } : { state: 'waiting', runAfter: now, attempts: 0, endedAt: null, cancelled: false };
  return (await db.job.updateMany({ where: { id, state: 'failed' }, data })).count === 1;
}

/** The newest that ended in this state. */
export async function listEnded(db: Db, state: 'failed', take: number): Promise<Job[]> {
  return (await db.job.findMany({ where: { state }, orderBy: [{ endedAt: 'desc' }, { id: 'desc' }], take })).map(toJob);
}

/** At work now. */
export async function listRunning(db: Db, take: number): Promise<Job[]> {
  return (await db.job.findMany({ where: { state: 'running' }, orderBy: { id: 'asc' }, take })).map(toJob);
}

/** How many of each kind are in each state that is not an end in good order. */
export async function countJobs(db: Db): Promise<{ kind: string; state: JobState; count: number }[]> {
  const rows = await db.job.groupBy({ by: ['kind', 'state'], where: { state: { in: ['waiting', 'running', 'failed'] } }, _count: true });
  return rows.map(({ kind, state, _count }) => ({ kind, state: state as JobState, count: _count }));
}

/** Forgets what ended before: in good order, or otherwise. @returns how many. */
export async function forgetJobs(db: Db, { done, otherwise }: { done: Date; otherwise: Date }): Promise<number> {
  const good = await db.job.deleteMany({ where: { state: 'done', endedAt: { lt: done } } });
  const bad = await db.job.deleteMany({ where: { state: { in: ['failed', 'cancelled'] }, endedAt: { lt: otherwise } } });
  return good.count + bad.count;
}

/** Whether anything could begin now; asked often, of the reader. */
export async function isAnyDue(db: Db, kinds: readonly string[], now: Date): Promise<boolean> {
  if (kinds.length === 0) return false;
  const where = { kind: { in: [...kinds] }, OR: [{ state: 'waiting', runAfter: { lte: now } }, { state: 'running', leaseUntil: { lte: now } }] };
  return (await db.job.findFirst({ where, select: { id: true } })) !== null;
}

/** How those named ended; who is not named has not. */
export async function endsOf(db: Db, ids: readonly string[]): Promise<Map<string, JobState>> {
  const rows = await db.job.findMany({ where: { id: { in: [...ids] }, endedAt: { not: null } }, select: { id: true, state: true }, take: ids.length });
  return new Map(rows.map(({ id, state }) => [id, state as JobState]));
}
