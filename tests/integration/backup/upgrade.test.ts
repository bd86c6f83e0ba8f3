import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../server/adapters/project-root';
import { openApplication } from '../../../server/application';
import { BootError } from '../../../server/kernel/boot-error';
import { factsOfFolder, unpackRelease, type ReleaseFacts } from '../../support/releases';
import { picture, remove } from '../../support/used-folder';
import { sampled } from '../../support/long';

const kept = path.join(projectRoot, 'tests', 'releases');
/** Rows written by a step that takes its time. */
const SLOW = 600_000;
const RELEASES = readdirSync(kept).filter((name) => name.endsWith('.json.gz'));

let room: string;
let dataDir: string;
let migrations: string;
beforeEach(() => {
  room = mkdtempSync(path.join(os.tmpdir(), 'phien-upgrade-'));
  dataDir = path.join(room, 'data');
  migrations = path.join(room, 'migrations');
  cpSync(path.join(projectRoot, 'prisma', 'migrations'), migrations, { recursive: true });
});
afterEach(() => remove(room));

function step(name: string, sql: string): void {
  mkdirSync(path.join(migrations, name), { recursive: true });
  writeFileSync(path.join(migrations, name, 'migration.sql'), sql);
}
const NEXT = 'CREATE TABLE "Later" (id INTEGER PRIMARY KEY, name TEXT NOT NULL); INSERT INTO "Later" SELECT NULL, "fullName" FROM "Person";';
const open = () => openApplication({ dataDir, origin: 'http://localhost:3000', floorBytes: 0, migrations });
const upgrade = async (): Promise<void> => (await open()).stop();
const refusal = async (): Promise<BootError> => {
  const error = await upgrade().then(() => null, (thrown: unknown) => thrown);
  if (!(error instanceof BootError)) throw new Error(`not refused in words: ${String(error)}`);
  return error;
};
const copies = (): string[] => (existsSync(path.join(dataDir, 'before-upgrade')) ? readdirSync(path.join(dataDir, 'before-upgrade')).sort() : []);
function ask(sql: string, file = path.join(dataDir, 'phien.sqlite')): unknown[] {
  const db = new BetterSqlite3(file, { readonly: true });
  try {
    return db.prepare(sql).pluck().all();
  } finally {
    db.close();
  }
}
/** Every row of every table, whatever pages it lies in. */
function contents(): string {
  const tables = ask("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name") as string[];
  const db = new BetterSqlite3(path.join(dataDir, 'phien.sqlite'), { readonly: true });
  try {
    return JSON.stringify(tables.map((table) => [table, db.prepare(`SELECT * FROM "${table}"`).all()]));
  } finally {
    db.close();
  }
}
const lasting = ({ people, meetings, papers, files, strokes }: ReleaseFacts) => ({ people, meetings, papers, files, strokes });

describe('a data folder of a release that was kept', () => {
  it('there is at least one', () => expect(RELEASES.length).toBeGreaterThan(0));

  it.each(RELEASES)('installation DF17 %s opens with this program, and holds what it held', async (release) => {
    const facts = unpackRelease(path.join(kept, release), dataDir);
    await (await openApplication({ dataDir, origin: 'http://localhost:3000', floorBytes: 0 })).stop();
    const now = await factsOfFolder(dataDir);
    expect(lasting(now)).toEqual(lasting(facts));
    expect(now.migrations.slice(0, facts.migrations.length)).toEqual(facts.migrations);
    expect(now.audit.rows).toBeGreaterThanOrEqual(facts.audit.rows);
    expect(ask(`SELECT hash FROM "AuditEntry" WHERE seq = ${facts.audit.rows}`)).toEqual([facts.audit.head]);
  });

  it.each(RELEASES)('installation DF14 DF15 DF17 %s is upgraded by steps of a next release: copied first, wholly, and nothing is lost', async (release) => {
    const facts = unpackRelease(path.join(kept, release), dataDir);
    step('9998_next', NEXT);
    step('9999_after', 'ALTER TABLE "Later" ADD COLUMN mark INTEGER NOT NULL DEFAULT 7;');
    await upgrade();
    expect(ask('SELECT mark FROM "Later"')).toEqual(facts.people.map(() => 7));
    expect(lasting(await factsOfFolder(dataDir))).toEqual(lasting(facts));
    const [copy = ''] = copies();
    expect(copies()).toEqual([expect.stringMatching(new RegExp(`Z-after-${facts.migrations.at(-1) ?? ''}$`, 'u'))]);
    const before = path.join(dataDir, 'before-upgrade', copy);
    expect(readdirSync(before).sort()).toEqual(['ink.sqlite', 'phien.sqlite']);
    expect(ask("SELECT count(*) FROM sqlite_master WHERE name = 'Later'", path.join(before, 'phien.sqlite'))).toEqual([0]);
    expect(ask('SELECT "fullName" FROM "Person" ORDER BY 1', path.join(before, 'phien.sqlite'))).toEqual(facts.people);
    expect(ask('SELECT count(*) FROM op', path.join(before, 'ink.sqlite'))).toEqual([facts.strokes]);
    await upgrade();
    expect(copies()).toHaveLength(1);
  });
});

describe('an upgrade', () => {
  const [release = ''] = RELEASES;
  /** A folder of this program: what it took to come here from the release is none of the copies that are counted. */
  beforeEach(async () => {
    unpackRelease(path.join(kept, release), dataDir);
    await upgrade();
    rmSync(path.join(dataDir, 'before-upgrade'), { recursive: true, force: true });
  });

  it('installation DF15 that fails in the middle changes nothing, of the steps before it neither, and goes through when it is mended', async () => {
    await upgrade();
    const before = contents();
    step('9998_next', NEXT);
    step('9999_broken', 'CREATE TABLE "Other" (id INTEGER PRIMARY KEY); INSERT INTO "Nowhere" VALUES (1);');
    const { vi, en } = await refusal();
    expect([vi, en]).toEqual([expect.stringMatching(/Không nâng cấp được[^]*còn nguyên như trước/u), expect.stringMatching(/could not be migrated[^]*as it was before/u)]);
    expect(contents()).toBe(before);
    expect(copies()).toHaveLength(1);
    step('9999_broken', 'CREATE TABLE "Other" (id INTEGER PRIMARY KEY);');
    await upgrade();
    expect(ask(`SELECT name FROM sqlite_master WHERE name IN ('Later', 'Other') ORDER BY 1`)).toEqual(['Later', 'Other']);
  });

  it('installation DF15 killed at any moment it is as before or wholly done, and the next start goes on', async () => {
    await upgrade();
    const before = contents();
    step('9998_next', `${NEXT} WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < ${SLOW}) INSERT INTO "Later" (name) SELECT 'x' FROM n;`);
    step('9999_after', 'ALTER TABLE "Later" ADD COLUMN mark INTEGER NOT NULL DEFAULT 7;');
    const script = `import(${JSON.stringify(path.join(projectRoot, 'server', 'application.ts'))}).then(({ openApplication }) => openApplication(${JSON.stringify({ dataDir, origin: 'http://localhost:3000', floorBytes: 0, migrations })}))`;
    let cut = 0;
    for (const wait of sampled([0, 20, 60, 120, 250], 3)) {
      const known = copies().length;
      const child = spawn(process.execPath, ['--import', 'tsx', '-e', script], { cwd: projectRoot, stdio: 'ignore' });
      const ended = new Promise((resolve) => child.on('close', resolve));
      // The copy is there: from here on it is being upgraded.
      while (child.exitCode === null && copies().filter((name) => name.startsWith('2')).length === known) await new Promise((resolve) => setTimeout(resolve, 1));
      await new Promise((resolve) => setTimeout(resolve, wait));
      child.kill('SIGKILL');
      await ended;
      const steps = ask("SELECT migration_name FROM _prisma_migrations WHERE migration_name > '9990'");
      if (steps.length === 0) {
        expect(contents()).toBe(before);
        cut += 1;
      } else expect(steps).toEqual(['9998_next', '9999_after']);
      if (steps.length > 0) break;
      for (const name of copies()) remove(path.join(dataDir, 'before-upgrade', name));
    }
    expect(cut).toBeGreaterThan(0);
    await upgrade();
    expect(ask('SELECT count(*) FROM "Later" WHERE mark = 7')).toEqual([Number(ask('SELECT count(*) FROM "Person"')[0]) + SLOW]);
  });

  it('installation DF14 keeps the last two, and an interrupted copy is none', async () => {
    for (const name of ['9991_a', '9992_b', '9993_c']) {
      step(name, `CREATE TABLE "T${name}" (id INTEGER PRIMARY KEY);`);
      mkdirSync(path.join(dataDir, 'before-upgrade', '.making'), { recursive: true });
      writeFileSync(path.join(dataDir, 'before-upgrade', '.making', 'phien.sqlite'), 'nửa chừng');
      await upgrade();
    }
    expect(copies().map((name) => name.replace(/^.*-after-/u, ''))).toEqual(['9991_a', '9992_b']);
  });

  it('installation DF14 where it cannot be kept nothing is changed', async () => {
    await upgrade();
    step('9998_next', NEXT);
    const before = contents();
    writeFileSync(path.join(dataDir, 'before-upgrade'), 'một tệp');
    const { vi, en } = await refusal();
    expect([vi, en]).toEqual([expect.stringMatching(/Không nâng cấp/u), expect.stringMatching(/Not upgraded/u)]);
    expect(contents()).toBe(before);
  });

  it('installation DF16 a newer database or ink log is refused with a sentence, and not one byte is written', async () => {
    step('9998_next', NEXT);
    await upgrade();
    const before = picture(dataDir);
    const older = await openApplication({ dataDir, origin: 'http://localhost:3000', floorBytes: 0 }).then(() => null, (thrown: unknown) => thrown as BootError);
    expect([older?.vi, older?.en]).toEqual([expect.stringMatching(/phiên bản mới hơn \(9998_next\)/u), expect.stringMatching(/newer version \(9998_next\)/u)]);
    expect(picture(dataDir)).toEqual(before);
    const ink = new BetterSqlite3(path.join(dataDir, 'ink.sqlite'));
    ink.pragma('user_version = 99');
    ink.close();
    const newer = picture(dataDir);
    expect((await refusal()).en).toMatch(/ink\.sqlite belongs to a newer version/u);
    expect(picture(dataDir)['ink.sqlite']).toEqual(newer['ink.sqlite']);
  });
});
