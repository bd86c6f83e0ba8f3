import { randomUUID } from 'node:crypto';
import { open, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { isBackupLate } from '../kernel/backup-plan';
import type { FaultNotes } from '../kernel/fault-notes';
import type { Backups } from '../kernel/ports/backups';
import type { Database } from '../kernel/ports/database';
import type { OpStore } from '../kernel/ports/op-store';
import type { Health, HealthProblem, HealthWarning, Readiness, Unready, Vitals } from '../kernel/ports/vitals';
import type { RedisProblem } from '../kernel/redis-place';
import { standbyProblem, type StandbyCondition } from '../kernel/standby-plan';
import { MIN_FREE_BYTES } from './data-folder';

export interface VitalsOptions {
  dataDir: string;
  /** Reads rows or marks through, as stored; what is wrong, null when nothing is. */
  check(kind: 'main' | 'ink'): Promise<string | null>;
  database: Database;
  ink: OpStore;
  /** What is wrong with the store of papers. */
  papers(): Promise<HealthProblem | null>;
  /** A follower of the history stands still until the next start. */
  historyStopped(): boolean;
  /** Whether the database that answers has the schema of this program. */
  schema(): Promise<'current' | 'behind' | 'ahead'>;
  backups: Pick<Backups, 'condition'>;
  /** How the second machine is doing; null: none is planned. */
  standby(): StandbyCondition | null;
  /** Why the Redis of several processes carries nothing; null: nothing is wrong, or there is none. */
  redis(): RedisProblem | null;
  /** How far this machine's clock is ahead of the one that several machines go by, ms; null where this one goes by its own. */
  ahead(): number | null;
  /** Time of the installation. */
  now(): Date;
  notes: FaultNotes;
  /** Told when what is wrong changes. */
  tell(message: string): void;
  /** How often it looks without being asked, ms; null: only when asked. */
  watchEveryMs: number | null;
}

/** An answer is good for this long, ms. */
const FRESH_MS = 3_000;
/** A disk that does not answer for this long is one that cannot be written, ms. */
const PATIENCE_MS = 2_000;
/** Databases are read through at most this often, ms, and for at most a fiftieth of the time. */
const CHECK_EVERY_MS = 60_000;
const CHECK_SHARE = 50;
/** Between the clock of this machine and that of the database server, ms: certificates, logs and other programs go by the former. */
const CLOCK_MS = 5_000;

/** Without these nobody can work here; with the others people go on, if not with everything. */
const UNBEARABLE = /^(?:database|papers)_/u;

/** Proves by doing: writes and flushes a small file, reads both databases, looks whether every part is still in its place. */
export function createVitals(options: VitalsOptions): Vitals {
  const { dataDir, check, database, ink, papers, historyStopped, schema, backups, standby, redis, ahead, now, notes, tell, watchEveryMs } = options;
  let last: { at: number; answer: Promise<Health> } | null = null;
  let told = '';
  const found = new Map<'main' | 'ink', string>();

  async function look(): Promise<Health> {
    const [disk, space, stored, main] = await Promise.all([inTime(writeProblem(dataDir), 'disk_unwritable'), inTime(spaceProblem(dataDir), 'disk_unwritable'), inTime(papers(), 'papers_unreachable'), database.condition()]);
    const problems = new Set<HealthProblem>();
    if (disk) problems.add(disk);
    if (space && !disk) problems.add(space);
    if (!main.inPlace) problems.add('database_missing');
    else if (main.damaged || found.has('main')) problems.add('database_damaged');
    else if (!main.readable) problems.add('database_unreadable');
    const log = ink.condition;
    if (!log.inPlace) problems.add('ink_missing');
    else if (log.damaged.length > 0 || found.has('ink')) problems.add('ink_damaged');
    else if (!log.writing || !log.readable) problems.add('ink_unavailable');
    if (stored) problems.add(stored);
    if (historyStopped()) problems.add('history_stopped');
    const list = [...problems];
    const silent = redis();
    const warnings: HealthWarning[] = [...(await backupWarnings()), ...standbyWarnings(), ...(silent ? [`redis_${silent}` as const] : []), ...(Math.abs(ahead() ?? 0) > CLOCK_MS ? ['clock_off' as const] : [])];
    const line = [...list, ...warnings].join(', ');
    if (line !== told) tell(line === '' ? 'health: well again' : `health: ${line}`);
    told = line;
    return { ok: list.length === 0, problems: list, warnings };
  }

  async function backupWarnings(): Promise<HealthWarning[]> {
    const { plan, last, reachable } = await backups.condition();
    if (!plan) return [];
    if (!reachable) return ['backup_unreachable'];
    return isBackupLate(last?.madeAt ?? null, now()) ? ['backup_late'] : [];
  }

  function standbyWarnings(): HealthWarning[] {
    const condition = standby();
    // What the other machine said is told by the clock of this one.
    const problem = condition && standbyProblem(condition, Date.now());
    return problem ? [problem] : [];
  }

  function health(): Promise<Health> {
    const at = performance.now();
    if (last && at - last.at < FRESH_MS) return last.answer;
    last = { at, answer: look() };
    return last.answer;
  }

  async function lookReady(): Promise<Readiness> {
    const { problems, warnings } = await health();
    const reasons: Unready[] = problems.filter((problem): problem is Extract<HealthProblem, Unready> => UNBEARABLE.test(problem));
    // A database that does not answer is named already.
    const found = reasons.length > 0 ? 'current' : await schema().catch(() => 'unreadable' as const);
    if (found !== 'current') reasons.push(`database_${found}`);
    return { ready: reasons.length === 0, reasons, warnings };
  }

  let lastReady: { at: number; answer: Promise<Readiness> } | null = null;
  function ready(): Promise<Readiness> {
    const now = performance.now();
    if (lastReady && now - lastReady.at < FRESH_MS) return lastReady.answer;
    lastReady = { at: now, answer: lookReady() };
    return lastReady.answer;
  }

  async function readThrough(): Promise<void> {
    for (const kind of ['main', 'ink'] as const) {
      const problem = await check(kind);
      if (problem === null) found.delete(kind);
      else {
        found.set(kind, problem);
        notes.fault(`check ${kind}`, problem);
      }
    }
  }

  let checking: NodeJS.Timeout | null = null;
  let stopped = false;
  const checkAfter = (pause: number): void => {
    checking = setTimeout(() => {
      const started = performance.now();
      readThrough()
        .catch((error: unknown) => notes.fault('check', `the databases could not be checked: ${String(error)}`))
        .finally(() => (stopped ? undefined : checkAfter(Math.max(CHECK_EVERY_MS, (performance.now() - started) * CHECK_SHARE))));
    }, pause);
    checking.unref();
  };
  const watching = watchEveryMs === null ? null : setInterval(() => void health().catch((error: unknown) => notes.fault('health', `health: ${String(error)}`)), watchEveryMs);
  watching?.unref();
  if (watchEveryMs !== null) checkAfter(watchEveryMs);

  return {
    health,
    ready,
    stop() {
      stopped = true;
      if (watching) clearInterval(watching);
      if (checking) clearTimeout(checking);
    },
  };
}

const BY_CODE: Readonly<Record<string, HealthProblem>> = { ENOSPC: 'disk_full', EDQUOT: 'disk_full', EROFS: 'disk_readonly' };

async function writeProblem(dataDir: string): Promise<HealthProblem | null> {
  const file = path.join(dataDir, `.write-${randomUUID()}`);
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile('phien');
      await handle.sync();
    } finally {
      await handle.close();
    }
    return null;
  } catch (error) {
    return BY_CODE[(error as NodeJS.ErrnoException).code ?? ''] ?? 'disk_unwritable';
  } finally {
    await rm(file, { force: true }).catch(() => undefined);
  }
}

async function spaceProblem(dataDir: string): Promise<HealthProblem | null> {
  const figures = await statfs(dataDir).catch(() => null);
  return figures !== null && figures.bavail * figures.bsize < MIN_FREE_BYTES ? 'space_low' : null;
}

async function inTime(work: Promise<HealthProblem | null>, otherwise: HealthProblem): Promise<HealthProblem | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<HealthProblem>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), PATIENCE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
