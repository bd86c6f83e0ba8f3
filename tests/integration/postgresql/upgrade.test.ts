import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepServerBeforeUpgrade } from '../../../server/adapters/db/postgresql/before-upgrade';
import { postgresqlMigrations } from '../../../server/adapters/db/postgresql/migrate';
import { openApplication, verifyInstallation } from '../../../server/application';
import { BootError } from '../../../server/kernel/boot-error';
import { move } from '../../../server/transports/cli/move';
import { hear } from '../../support/hear';
import { makeInstallation, STROKES, type MadeInstallation } from '../../support/made-installation';
import { hasPostgresql, makeDatabase, type TestDatabase } from '../../support/postgresql';

describe.runIf(hasPostgresql())('an upgrade of an installation whose rows lie in a database', () => {
  let installed: MadeInstallation;
  let database: TestDatabase;
  let room: string;
  let dataDir: string;
  let migrations: string;
  beforeEach(async () => {
    installed = await makeInstallation();
    dataDir = installed.dataDir;
    room = mkdtempSync(path.join(os.tmpdir(), 'phien-pg-upgrade-'));
    migrations = path.join(room, 'migrations');
    cpSync(postgresqlMigrations, migrations, { recursive: true });
    database = await makeDatabase('nothing');
    await hear(() => move(['--to', database.url], dataDir));
    for (const name of readdirSync(dataDir).filter((name) => /^(phien|ink)\.sqlite/u.test(name))) rmSync(path.join(dataDir, name));
  });
  afterEach(async () => {
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(room, { recursive: true, force: true });
  });

  function step(name: string, sql: string): void {
    mkdirSync(path.join(migrations, name), { recursive: true });
    writeFileSync(path.join(migrations, name, 'migration.sql'), sql);
  }
  const upgrade = async (): Promise<void> => (await openApplication({ dataDir, origin: 'http://localhost:3000', floorBytes: 0, rows: database.place, migrations })).stop();
  const refusal = async (work: () => Promise<unknown>): Promise<string> => {
    const error = await work().then(() => null, (cause: unknown) => cause);
    if (!(error instanceof BootError)) throw new Error('not refused in words', { cause: error });
    return error.en;
  };
  const copies = (): string[] => (existsSync(path.join(dataDir, 'before-upgrade')) ? readdirSync(path.join(dataDir, 'before-upgrade')).sort() : []);
  const tables = async (): Promise<string[]> => (await database.query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename LIKE 'Later%'")).map(({ name }) => name);
  const NEXT = 'CREATE TABLE "Later" (id TEXT PRIMARY KEY, name TEXT NOT NULL); INSERT INTO "Later" SELECT id, "fullName" FROM "Person";';

  it('backup BK14 rows and marks are copied first, as a folder that the version before opens', { timeout: 120_000 }, async () => {
    step('9998_next', NEXT);
    step('9999_after', 'ALTER TABLE "Later" ADD COLUMN mark INTEGER NOT NULL DEFAULT 7;');
    await upgrade();
    expect(await tables()).toEqual(['Later']);
    const [kept = '', ...others] = copies();
    expect(others).toEqual([]);
    // Today's program is the version before that of those steps.
    const old = path.join(room, 'old');
    cpSync(path.join(dataDir, 'before-upgrade', kept), old, { recursive: true });
    for (const part of ['blobs', 'signing']) cpSync(path.join(dataDir, part), path.join(old, part), { recursive: true });
    const application = await openApplication({ dataDir: old, origin: 'http://localhost:3000', floorBytes: 0 });
    expect((await application.ink.head(installed.papers[0]?.documentId ?? '', { personId: installed.person, canSeeShared: true })).shared).toBe(STROKES);
    await application.stop();
    const { chain, differences } = await verifyInstallation(old, { noted: [], files: true });
    expect([chain.ok, differences]).toEqual([true, []]);
    const db = new BetterSqlite3(path.join(dataDir, 'before-upgrade', kept, 'phien.sqlite'), { readonly: true });
    expect(db.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'Later'").pluck().get()).toBe(0);
    db.close();
    // A start that changes nothing copies nothing.
    await upgrade();
    expect(copies()).toEqual([kept]);
  });

  it('backup BK14 all of its steps happen or none; where no copy can be made nothing is changed', { timeout: 120_000 }, async () => {
    step('9998_next', NEXT);
    step('9999_after', 'ALTER TABLE "Nothing" ADD COLUMN mark INTEGER;');
    expect(await refusal(upgrade)).toMatch(/could not be (migrated|brought)/u);
    expect(await tables()).toEqual([]);
    expect(await database.query(`SELECT 1 FROM "_prisma_migrations" WHERE migration_name LIKE '999%'`)).toEqual([]);
    rmSync(path.join(dataDir, 'before-upgrade'), { recursive: true });
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      const room4 = { dataDir, place: database.place, now: new Date(), spareBytes: Number.MAX_SAFE_INTEGER };
      expect(await refusal(() => keepServerBeforeUpgrade(client, room4))).toMatch(/needs \d+ MB free/u);
      expect(copies()).toEqual([]);
    } finally {
      await client.end();
    }
    // A folder that cannot be written: in words, and the database is as it was.
    rmSync(path.join(dataDir, 'before-upgrade'), { recursive: true, force: true });
    writeFileSync(path.join(dataDir, 'before-upgrade'), 'in the way');
    step('9999_after', 'ALTER TABLE "Later" ADD COLUMN mark INTEGER;');
    expect(await refusal(upgrade)).toMatch(/could not be copied first/u);
    expect(await tables()).toEqual([]);
  });
});
