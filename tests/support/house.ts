import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { openApplication, type Application } from '../../server/application';
import { projectRoot } from '../../server/adapters/project-root';
import type { Clock } from '../../server/kernel/ports/clock';

/** A clock that stands still until it is set or advanced. */
export interface TestClock extends Clock {
  set(iso: string): void;
  advance(milliseconds: number): void;
}

export function testClock(start: string): TestClock {
  let now = new Date(start);
  return {
    now: () => new Date(now),
    set: (iso) => void (now = new Date(iso)),
    advance: (milliseconds) => void (now = new Date(now.getTime() + milliseconds)),
  };
}

export interface TestHouse {
  application: Application;
  clock: TestClock;
  dataDir: string;
  close(): Promise<void>;
}

const template = path.join(projectRoot, 'tests', '.artifacts', 'template');

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

/** One migrated, empty database, made once per state of the migrations and copied for every house. */
function templateDatabase(): string {
  const file = path.join(template, `${stateOfMigrations()}.sqlite`);
  if (existsSync(file)) return file;
  const making = mkdtempSync(path.join(os.tmpdir(), 'phien-template-'));
  const prisma = createRequire(import.meta.url).resolve('prisma/build/index.js');
  execFileSync(process.execPath, [prisma, 'migrate', 'deploy'], { cwd: projectRoot, env: { ...process.env, PHIEN_DATA: making }, stdio: 'pipe' });
  mkdirSync(template, { recursive: true });
  const next = path.join(template, `making-${process.pid}`);
  cpSync(path.join(making, 'phien.sqlite'), next);
  renameSync(next, file);
  rmSync(making, { recursive: true, force: true });
  return file;
}

/**
 * A whole house with real adapters on a temporary data folder.
 * @param options.at first moment of its clock, ISO.
 */
export async function openTestHouse(options: { at?: string } = {}): Promise<TestHouse> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'phien-house-'));
  cpSync(templateDatabase(), path.join(dataDir, 'phien.sqlite'));
  const clock = testClock(options.at ?? '2026-11-26T01:00:00Z');
  const application = await openApplication({ dataDir, origin: 'http://localhost:3000', clock, floorBytes: 0 });
  return {
    application,
    clock,
    dataDir,
    async close() {
      await application.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
