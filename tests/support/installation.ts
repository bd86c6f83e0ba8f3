import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { openApplication, type OpenedApplication, type Together } from '../../server/application';
import { migrateDatabase } from '../../server/adapters/db/migrate';
import { openReadingEngine } from '../../server/adapters/db/open-engine';
import { projectRoot } from '../../server/adapters/project-root';
import type { BlobPlace } from '../../server/kernel/blob-place';
import { keepBaseline } from '../../server/kernel/baseline';
import type { DatabasePlace } from '../../server/kernel/database-place';
import type { MailPlace } from '../../server/kernel/mail-place';
import type { Clock } from '../../server/kernel/ports/clock';
import type { Rehearsals } from '../../server/kernel/ports/rehearsals';
import { hoping } from './end-of-hope';
import { makeDatabase, type TestDatabase } from './postgresql';

/** A clock that stands still until it is set or advanced. */
export interface TestClock extends Clock {
  /** Time passes, or passed, until then. */
  set(iso: string): void;
  advance(milliseconds: number): void;
  /** Somebody sets the wall clock; no time passes. */
  step(milliseconds: number): void;
}

export function testClock(start: string): TestClock {
  let now = new Date(start).getTime();
  let run = 0;
  const advance = (milliseconds: number): void => {
    now += milliseconds;
    run += Math.max(0, milliseconds);
  };
  return {
    now: () => new Date(now),
    monotonic: () => run,
    set: (iso) => advance(new Date(iso).getTime() - now),
    advance,
    step: (milliseconds) => void (now += milliseconds),
  };
}

export interface TestInstallation {
  application: OpenedApplication;
  clock: TestClock;
  dataDir: string;
  /** What jobs said they did, and what an operator was told. */
  said: string[];
  faults: string[];
  close(): Promise<void>;
}

const template = path.join(projectRoot, 'tests', '.artifacts', 'template');

/** What keeps the rows of test installations: `PHIEN_TEST_ENGINE=postgresql npm test …` runs the same tests on the other engine. */
export const TEST_ENGINE = process.env['PHIEN_TEST_ENGINE'] === 'postgresql' ? 'postgresql' : 'sqlite';

/** Databases of installations that were stopped and are opened again, by their data folder. */
const databases = new Map<string, TestDatabase>();

/** What is in the migrations, whatever the clock says of when they were written. */
function stateOfMigrations(): string {
  const folder = path.join(projectRoot, 'prisma', 'migrations');
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const file = path.join(folder, name);
    if (statSync(file).isFile()) hash.update(name).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

/** One empty database as the program itself makes it, made once per state of the migrations and copied for every installation. */
function templateDatabase(): string {
  const file = path.join(template, `${stateOfMigrations()}.sqlite`);
  if (existsSync(file)) return file;
  const making = mkdtempSync(path.join(os.tmpdir(), 'phien-template-'));
  migrateDatabase(making);
  mkdirSync(template, { recursive: true });
  const next = path.join(template, `making-${process.pid}`);
  cpSync(path.join(making, 'phien.sqlite'), next);
  renameSync(next, file);
  rmSync(making, { recursive: true, force: true });
  return file;
}

/**
 * A whole installation with real adapters on a temporary data folder.
 * @param options.at first moment of its clock, ISO. @param options.dataDir the folder of an installation that was stopped before.
 */
export async function openTestInstallation(options: { at?: string; dataDir?: string; blobs?: BlobPlace; rows?: DatabasePlace; together?: Together; mail?: MailPlace; origin?: string; rehearsals?: Rehearsals } = {}): Promise<TestInstallation> {
  const dataDir = options.dataDir ?? mkdtempSync(path.join(os.tmpdir(), 'phien-installation-'));
  if (!options.dataDir && !options.rows && TEST_ENGINE === 'postgresql') databases.set(dataDir, await makeDatabase());
  if (!options.dataDir && !options.rows && TEST_ENGINE === 'sqlite') cpSync(templateDatabase(), path.join(dataDir, 'phien.sqlite'));
  const clock = testClock(options.at ?? '2026-11-26T01:00:00Z');
  const said: string[] = [];
  const faults: string[] = [];
  const begun = openApplication({ dataDir, origin: options.origin ?? 'http://localhost:3000', mail: options.mail ?? null, clock, blobs: options.blobs, rows: options.rows ?? rowsOf(dataDir), together: options.together, rehearsals: options.rehearsals, floorBytes: 0, onJob: (_facts, message) => void said.push(message), onFault: (message) => void faults.push(message) });
  const application = await hoping('the start of an installation', begun);
  return {
    application,
    said,
    faults,
    clock,
    dataDir,
    async close() {
      await hoping('the stop of an installation', application.stop());
      await databases.get(dataDir)?.drop();
      databases.delete(dataDir);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Where the rows of a test installation lie when not in its folder. */
export const rowsOf = (dataDir: string): DatabasePlace | null => databases.get(dataDir)?.place ?? null;

/** Past the program, as somebody with the keys to the database: whole statements without values, in the words of both engines. */
export async function tamper(dataDir: string, sql: string): Promise<void> {
  const database = databases.get(dataDir);
  if (database) return void (await database.query(sql));
  const db = new BetterSqlite3(path.join(dataDir, 'phien.sqlite'));
  try {
    db.exec(sql);
  } finally {
    db.close();
  }
}

/** What stands in the database, asked past the program. */
export async function ask<Row extends Record<string, unknown>>(dataDir: string, sql: string): Promise<Row[]> {
  const database = databases.get(dataDir);
  if (database) return database.query<Row>(sql);
  const db = new BetterSqlite3(path.join(dataDir, 'phien.sqlite'), { readonly: true });
  try {
    return db.prepare(sql).all() as Row[];
  } finally {
    db.close();
  }
}

/** Names of all tables, sorted. */
export async function tablesOf(dataDir: string): Promise<string[]> {
  const sql = databases.has(dataDir) ? "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'" : "SELECT name FROM sqlite_master WHERE type = 'table'";
  return (await ask<{ name: string }>(dataDir, sql)).map(({ name }) => name).sort();
}

/** Takes what tests have written straight into the tables into the audit chain, as the installation does with what it finds. */
export async function adoptRecord({ application, dataDir }: Pick<TestInstallation, 'application' | 'dataDir'>): Promise<void> {
  const { database, registry, ports } = application;
  const tables = registry.records.map(({ table }) => table);
  const reading = await openReadingEngine(dataDir, rowsOf(dataDir));
  await reading.withRecord(tables, (source) => keepBaseline(database, source, { records: registry.records, now: ports.clock.now(), migrated: [] }));
  await reading.close();
}
