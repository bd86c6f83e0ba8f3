import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { moveToFolder } from '../../../server/adapters/db/move/to-folder';
import { openPool, takeHold } from '../../../server/adapters/db/postgresql/connect';
import { entryFor } from '../../../server/adapters/entry';
import { recordInFolder } from '../../../server/adapters/installation/record';
import { openApplication, openForReading, verifyInstallation } from '../../../server/application';
import { BootError } from '../../../server/kernel/boot-error';
import { backup } from '../../../server/transports/cli/backup';
import { move } from '../../../server/transports/cli/move';
import { openCuttingProxy } from '../../support/cutting-proxy';
import { hear } from '../../support/hear';
import { makeInstallation, type MadeInstallation } from '../../support/made-installation';
import { onFile, rowsOfFolder } from '../../support/moving';
import { cluster } from '../../support/postgresql-cluster';
import { asSuperuser, hasPostgresql, makeDatabase, placeOf, urlOf, type TestDatabase } from '../../support/postgresql';
import { onSmallDisk } from '../../support/small-disk';
import { sampled } from '../../support/long';

const READABLE = /^(?!.*(?:Error:| at \S+:\d)).+$/u;

describe.runIf(hasPostgresql())('a move that does not come to its end', () => {
  let installed: MadeInstallation;
  let room: string;
  let dataDir: string;
  let database: TestDatabase;
  let before: Record<string, string>;
  beforeAll(async () => {
    installed = await makeInstallation();
    before = await rowsOfFolder(installed.dataDir);
  });
  afterAll(() => rmSync(installed.dataDir, { recursive: true, force: true }));
  beforeEach(async () => {
    room = mkdtempSync(path.join(os.tmpdir(), 'phien-move-cut-'));
    dataDir = path.join(room, 'data');
    cpSync(installed.dataDir, dataDir, { recursive: true });
    database = await makeDatabase('nothing');
  });
  afterEach(async () => {
    await database.drop();
    rmSync(room, { recursive: true, force: true });
  });

  const there = (url = database.url) => hear(() => move(['--to', url, '--json'], dataDir));
  const back = (url = database.url) => hear(() => move(['--back', '--from', url, '--json'], dataDir));
  const open = (rows = false) => openApplication({ dataDir, origin: 'http://localhost:3000', floorBytes: 0, rows: rows ? database.place : null });
  const tables = async (): Promise<string[]> => (await database.query<{ name: string }>("SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1")).map(({ name }) => name);
  async function refusal(work: () => Promise<unknown>): Promise<string> {
    const error = await work().then(() => null, (cause: unknown) => cause);
    if (!(error instanceof BootError)) throw new Error('not refused in words', { cause: error });
    for (const words of [error.vi, error.en]) expect(words).toMatch(READABLE);
    expect(`${error.vi}${error.en}`).not.toContain('mật-khẩu');
    return error.en;
  }
  /** The command as a process of its own, killed or cut off where it is about to send these words. */
  async function interrupted(args: (url: string) => string[], words: string, how: 'kill' | 'cut'): Promise<{ code: number | null; err: string; met: boolean }> {
    const proxy = await openCuttingProxy((await cluster()).port);
    let met = false;
    proxy.onSend = (bytes, direction) => {
      if (met || direction === 'down' || !bytes.includes(words)) return !met || how === 'cut';
      met = true;
      if (how === 'kill') child.kill('SIGKILL');
      return false;
    };
    const { file, execArgv } = entryFor('cli');
    const url = await urlOf(database.name, { port: proxy.port });
    const child = spawn(process.execPath, [...execArgv, file, ...args(url)], { env: { ...process.env, PHIEN_DATA: dataDir }, stdio: ['ignore', 'ignore', 'pipe'] });
    let err = '';
    child.stderr.on('data', (part: Buffer) => (err += part.toString()));
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    await proxy.close();
    return { code, err, met };
  }

  const STEPS = [
    ['cut', 'CREATE TABLE phien_filling'],
    ['kill', 'CREATE FUNCTION'],
    ['kill', 'COPY "HistoryEvent"'],
    ['cut', 'COPY "InkOp"'],
    ['kill', 'setval'],
    ['cut', 'ISOLATION LEVEL REPEATABLE READ READ ONLY'],
    ['cut', 'ANALYZE'],
    ['kill', 'INSERT INTO "Setting"'],
  ] as const;
  it.each(sampled(STEPS, 2))('cli D53 %s before “%s”: the folder is as it was and opens; the same command begins anew', { timeout: 120_000 }, async (how, words) => {
    const { code, err, met } = await interrupted((url) => ['move', '--to', url], words, how);
    expect(met).toBe(true);
    expect(code).toBe(how === 'kill' ? null : 1);
    if (how === 'cut') expect(err).toMatch(/chạy lại lệnh này[^]*run the same command again/u);
    expect(recordInFolder(dataDir)?.parts).toContain('phien.sqlite');
    expect(await rowsOfFolder(dataDir)).toEqual(before);
    await (await open()).stop();
    expect(await there()).toMatchObject({ code: 0 });
    expect(await verifyInstallation(dataDir, { noted: [], files: true, rows: database.place })).toMatchObject({ chain: { ok: true }, differing: 0 });
    await (await open(true)).stop();
  });

  it('cli D53 killed when all was written down, it has moved, and the first start says so to the database', { timeout: 120_000 }, async () => {
    const { met } = await interrupted((url) => ['move', '--to', url], 'DROP TABLE phien_filling', 'kill');
    expect(met).toBe(true);
    expect(recordInFolder(dataDir)?.parts).toContain('postgresql');
    expect(await tables()).toContain('phien_filling');
    const application = await open(true);
    expect((await application.database.reader.auditEntry.count())).toBeGreaterThan(5);
    await application.stop();
    expect(await tables()).not.toContain('phien_filling');
    expect(await back()).toMatchObject({ code: 0 });
  });

  it.each([['cut', 'FROM "HistoryEvent"'], ['kill', 'FROM "InkOp"']] as const)('cli D53 on its way back, %s before “%s”: the database is as it was and opens; the same command begins anew', { timeout: 120_000 }, async (how, words) => {
    await there();
    const { code, err, met } = await interrupted((url) => ['move', '--to', 'folder', '--from', url], words, how);
    expect([met, code]).toEqual([true, how === 'kill' ? null : 1]);
    if (how === 'cut') expect(err).toMatch(/run the same command again/u);
    expect(recordInFolder(dataDir)?.parts).toContain('postgresql');
    await (await open(true)).stop();
    expect(await back()).toMatchObject({ code: 0 });
    await (await open()).stop();
  });

  it('cli D53 D54 without room for it nothing comes back, and nothing of it stays', { timeout: 120_000 }, async () => {
    await there();
    const id = recordInFolder(dataDir)?.id ?? '';
    const order = { dataDir, place: database.place, papersHere: true, verify: () => Promise.reject(new Error('not reached')) };
    expect(await refusal(() => moveToFolder({ ...order, spareBytes: 1e15 }, id))).toMatch(/needs \d+ MB and has \d+ MB left.*Nothing was changed/u);
    const done = await onSmallDisk(900_000, async (small) => {
      const folder = path.join(small, 'data');
      cpSync(path.join(dataDir, 'installation.json'), path.join(folder, 'installation.json'));
      expect(await refusal(() => moveToFolder({ ...order, dataDir: folder, spareBytes: -1e12 }, id))).toMatch(/is full.*The installation is where it was/u);
      expect(recordInFolder(folder)?.parts).toContain('postgresql');
    });
    expect(done === null || 'done' in done).toBe(true);
    await (await open(true)).stop();
  });

  it('cli D52 what it moved from is refused with where it is now, on both engines, also by commands that only read', { timeout: 120_000 }, async () => {
    await there();
    const elsewhere = /lie in PostgreSQL \(postgres:\/\/127\.0\.0\.1:\d+\/t_\w+\)/u;
    expect(await refusal(() => open())).toMatch(elsewhere);
    expect(await refusal(() => openForReading({ dataDir }))).toMatch(elsewhere);
    expect(await refusal(() => hear(() => backup([path.join(room, 'b')], dataDir)))).toMatch(elsewhere);
    expect(await refusal(() => there())).toMatch(/already \(postgres:.*--to folder/u);
    // The files alone, brought to another folder, know it too.
    const copy = path.join(room, 'copy');
    for (const name of ['phien.sqlite', 'ink.sqlite', 'blobs', 'signing']) cpSync(path.join(dataDir, name), path.join(copy, name), { recursive: true });
    expect(await refusal(() => openApplication({ dataDir: copy, origin: 'http://localhost:3000', floorBytes: 0 }))).toMatch(elsewhere);
    await back();
    expect(await refusal(() => open(true))).toMatch(/lie in phien\.sqlite/u);
    expect(await refusal(() => back())).toMatch(/in that folder already/u);
    expect(await refusal(() => openForReading({ dataDir, rows: database.place }))).toMatch(/lie in phien\.sqlite/u);
    expect(await refusal(() => verifyInstallation(dataDir, { noted: [], files: false, rows: database.place }))).toMatch(/lie in phien\.sqlite/u);
    expect(await refusal(() => openApplication({ dataDir: path.join(room, 'new'), origin: 'http://localhost:3000', floorBytes: 0, rows: database.place }))).toMatch(/phien\.sqlite|another installation/u);
    // And nothing goes over what it left there.
    expect(await refusal(() => there())).toMatch(/holds an installation: nothing is moved over it/u);
    await (await open()).stop();
  });

  it('cli D54 who uses it, what is there, and what cannot be kept is said; nothing is changed', { timeout: 180_000 }, async () => {
    const running = await open();
    expect(await refusal(() => there())).toMatch(/in use by another Phiên server/u);
    await running.stop();
    const [rows, record] = [await rowsOfFolder(dataDir), recordInFolder(dataDir)];
    expect(await refusal(() => hear(() => move(['--to', database.url], path.join(room, 'nobody'))))).toMatch(/no installation in use/u);
    await expect(hear(() => move(['--to', 'somewhere'], dataDir))).rejects.toThrow(/must begin with postgres/u);
    await expect(hear(() => move(['--to', 'folder'], dataDir))).rejects.toThrow(/Use: phien move/u);
    await expect(hear(() => move([], dataDir))).rejects.toThrow(/Use: phien move/u);
    expect(await refusal(async () => there(await urlOf('not_made_yet')))).toMatch(/no such database/u);
    expect(await refusal(async () => there(await urlOf(database.name, { password: 'sai' })))).toMatch(/password is wrong/u);
    await asSuperuser((client) => client.query(`ALTER DATABASE ${database.name} SET default_transaction_read_only TO on`));
    expect(await refusal(() => there())).toMatch(/read-only/u);
    await asSuperuser((client) => client.query(`ALTER DATABASE ${database.name} RESET default_transaction_read_only`));
    const latin = `${database.name}_latin`;
    await asSuperuser((client) => client.query(`CREATE DATABASE ${latin} OWNER phien_owner TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'`));
    expect(await refusal(async () => there(await urlOf(latin)))).toMatch(/UTF8 is needed/u);
    await asSuperuser((client) => client.query(`DROP DATABASE ${latin}`));
    // Somebody holds it: a server that has just begun, or another move.
    const pool = openPool(database.place, { max: 1, writes: true });
    const client = await pool.connect();
    await takeHold(client, database.place);
    expect(await refusal(() => there())).toMatch(/in use by another Phiên server/u);
    client.release(true);
    await pool.end();
    await database.query('CREATE TABLE orders (id int)');
    expect(await refusal(() => there())).toMatch(/tables that are not Phiên's/u);
    expect(await tables()).toEqual(['orders']);
    await database.query('DROP TABLE orders');
    const other = await makeDatabase();
    expect(await refusal(() => there(other.url))).toMatch(/holds an installation/u);
    await other.drop();
    expect(await rowsOfFolder(dataDir)).toEqual(rows);
    expect(recordInFolder(dataDir)).toEqual(record);
  });

  it('cli D54 an older or newer schema, on either side, and a damaged log', { timeout: 120_000 }, async () => {
    const journal = (sql: string): void => onFile(dataDir, 'phien.sqlite', (db) => void db.exec(sql));
    journal("INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', '', '9999_future', '2026-01-01')");
    expect(await refusal(() => there())).toMatch(/newer version \(9999_future\)/u);
    journal("DELETE FROM _prisma_migrations WHERE id = 'x'");
    const last = onFile(dataDir, 'phien.sqlite', (db) => String(db.prepare('SELECT max(migration_name) FROM _prisma_migrations').pluck().get()));
    journal(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '${last}'`);
    expect(await refusal(() => there())).toMatch(/older version.*Start the server of this version once/u);
    journal(`UPDATE _prisma_migrations SET finished_at = '2026-01-01' WHERE migration_name = '${last}'`);
    onFile(dataDir, 'ink.sqlite', (db) => void db.exec('UPDATE stream SET head = head + 1'));
    expect(await refusal(() => there())).toMatch(/ink\.sqlite is damaged.*operations/u);
    onFile(dataDir, 'ink.sqlite', (db) => void db.exec('UPDATE stream SET head = head - 1'));
    expect(await tables()).toEqual([]);
    expect(await there()).toMatchObject({ code: 0 });
    await database.query(`INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name) VALUES ('x', '', now(), '9999_future')`);
    expect(await refusal(() => back())).toMatch(/newer version \(9999_future\)/u);
    await database.query(`DELETE FROM "_prisma_migrations" WHERE id = 'x'`);
    await database.query('UPDATE "_prisma_migrations" SET finished_at = NULL');
    expect(await refusal(() => back())).toMatch(/older version/u);
    await database.query('UPDATE "_prisma_migrations" SET finished_at = now()');
    await database.query('UPDATE "InkStream" SET "head" = "head" + 1');
    expect(await refusal(() => back())).toMatch(/InkOp\) is damaged/u);
    await database.query('UPDATE "InkStream" SET "head" = "head" - 1');
    const other = path.join(room, 'other');
    cpSync(dataDir, other, { recursive: true });
    writeFileSync(path.join(other, 'installation.json'), readFileSync(path.join(other, 'installation.json'), 'utf8').replace(/"id":"./u, (text) => `${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`));
    expect(await refusal(() => hear(() => move(['--back', '--from', database.url], other)))).toMatch(/another installation/u);
    expect(await back()).toMatchObject({ code: 0 });
    expect(placeOf(database.url).database).toBe(database.name);
  });

  it('cli D54 a value that the server could not keep as it is stops the move with the row it stands in', { timeout: 120_000 }, async () => {
    for (const [column, value, words] of [['userAgent', 'a\0b', 'userAgent'], ['createdAt', 1_764_000_000_000, 'createdAt'], ['lockedAt', '2026-11-29', 'lockedAt']] as const) {
      onFile(dataDir, 'phien.sqlite', (db) => {
        const person = String(db.prepare('SELECT "id" FROM "Person" LIMIT 1').pluck().get());
        const at = '2026-11-29T21:00:00.123+00:00';
        db.prepare('INSERT OR REPLACE INTO "SignIn" ("id", "tokenHash", "personId", "createdAt", "lastSeenAt", "expiresAt") VALUES (\'odd\', \'odd\', ?, ?, ?, ?)').run(person, at, at, at);
        db.prepare(`UPDATE "SignIn" SET "${column}" = ? WHERE "id" = 'odd'`).run(value);
      });
      expect(await refusal(() => there())).toMatch(new RegExp(`The row SignIn odd has a value in ${words}.*run the same command again`, 'u'));
      expect(recordInFolder(dataDir)?.parts).toContain('phien.sqlite');
    }
    onFile(dataDir, 'phien.sqlite', (db) => void db.exec('UPDATE "SignIn" SET "lockedAt" = NULL WHERE "id" = \'odd\'; UPDATE "Document" SET "pages" = 5000000000'));
    expect(await refusal(() => there())).toMatch(/does not take it: .*out of range.*The installation is where it was/u);
  });
});
