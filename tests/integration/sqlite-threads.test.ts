import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../server/adapters/db/database';
import { migrateDatabase } from '../../server/adapters/db/migrate';
import { openConnection } from '../../server/adapters/db/sqlite-connection';
import { SqliteThread } from '../../server/adapters/db/sqlite-thread';
import { Thread } from '../../server/adapters/thread';
import type { Database, Db } from '../../server/kernel/ports/database';
import { insertRows, rowsOf } from '../../server/kernel/repository';
import { openTestInstallation } from '../support/installation';

const bare = BetterSqlite3.prototype as unknown as { pragma(sql: string): unknown };

describe('threads of the main database on SQLite', () => {
  let folder: string;
  let file: string;
  let database: Database;
  let workers: Worker[];
  const faults: string[] = [];
  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'phien-threads-'));
    file = path.join(folder, 'phien.sqlite');
    migrateDatabase(folder);
    const started = vi.spyOn(Thread.prototype, 'start');
    database = await openDatabase(file, ['Setting'], (message) => void faults.push(message));
    workers = [...new Set(started.mock.results.map(({ value }) => value as Worker))];
    started.mockRestore();
    faults.length = 0;
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const writer = (): Worker => workers[0] ?? expect.fail('no thread was started');
  const reader = (): Worker => workers[1] ?? expect.fail('one thread alone was started');
  const put = (tx: Db, key: string) => tx.setting.create({ data: { key, value: 'x' } });
  const keys = async (): Promise<string[]> => (await database.reader.setting.findMany({ orderBy: { key: 'asc' }, take: 100 })).map(({ key }) => key);

  it('database P14 a unit of work that lost its thread is done again on the next, with everything noted', async () => {
    let attempts = 0;
    const noted = await database.transaction(async (tx) => {
      attempts += 1;
      await put(tx, 'first');
      if (attempts === 1) await writer().terminate();
      await put(tx, 'second');
      return database.written(tx);
    });
    expect(attempts).toBe(2);
    expect(noted.map(({ kind, id }) => [kind, id])).toEqual([['Setting', 'first'], ['Setting', 'second']]);
    expect(await keys()).toEqual(['first', 'second']);
    expect(faults).toEqual([expect.stringContaining('starting another')]);
  });

  it('database P14 of a COMMIT whose thread ended nobody knows, and that is what is said', async () => {
    const { ask } = SqliteThread.prototype;
    let ending: Promise<unknown> = Promise.resolve();
    const asking = vi.spyOn(SqliteThread.prototype, 'ask').mockImplementation(function (this: SqliteThread, asked) {
      if (asked.what === 'commit') ending = writer().terminate();
      return ask.call(this, asked);
    });
    await expect(database.transaction((tx) => put(tx, 'unknown'))).rejects.toMatchObject({ code: 'unavailable', reason: 'storage.unanswered' });
    asking.mockRestore();
    await ending;
    await database.transaction((tx) => put(tx, 'after'));
    expect(await keys()).toContain('after');
  });

  it('database P14 whoever watches is told while a thread is away, and that it came back', async () => {
    expect(await database.condition()).toMatchObject({ readable: true });
    await writer().terminate();
    expect(await database.condition()).toMatchObject({ readable: false });
    await expect.poll(() => database.condition(), { timeout: 30_000 }).toMatchObject({ readable: true });
    // The question that is under way is refused, the next one has a new thread.
    const asked = database.reader.setting.count().catch((error: unknown) => database.judge(error));
    const ended = reader().terminate();
    expect([0, expect.objectContaining({ code: 'unavailable', reason: 'storage.database_unreachable' })]).toContainEqual(await asked);
    await ended;
    expect(await database.reader.setting.count()).toBe(0);
  });

  it('database P15 a statement of a transaction that is over is refused, never done beside it', async () => {
    const connection = await openConnection({ file, readonly: false });
    const insert = { sql: "INSERT INTO Setting (key, value) VALUES ('late', '')", args: [], argTypes: [] };
    try {
      await connection.begin();
      await connection.executeRaw(insert, true);
      await connection.rollback();
      await expect(connection.executeRaw(insert, true)).rejects.toThrow('is over');
      await expect(connection.queryRaw({ ...insert, sql: 'SELECT 1' }, true)).rejects.toThrow('is over');
      await expect(connection.commit()).rejects.toThrow('is over');
      await connection.rollback();
      expect(await connection.rows('SELECT key FROM Setting', [], false)).toEqual([]);
    } finally {
      await connection.close();
    }
  });

  it('database P15 past the mapper too: what a transaction writes is its own, and once it is over nothing is done for it', async () => {
    const write = (tx: Db, key: string) => insertRows(tx, 'Setting', [{ key, value: '' }]);
    let kept: Db | null = null;
    await database.transaction(async (tx) => {
      kept = tx;
      await write(tx, 'own');
      expect(await rowsOf(tx, 'SELECT "key" FROM "Setting"', [])).toEqual([{ key: 'own' }]);
      expect(await database.reader.setting.count()).toBe(0);
    });
    await expect(database.transaction(async (tx) => {
      await write(tx, 'taken back');
      throw new Error('no');
    })).rejects.toThrow('no');
    // Somebody else's is open meanwhile.
    await database.transaction(async (tx) => {
      await expect(write(kept ?? tx, 'late')).rejects.toThrow('lost');
      await write(tx, 'next');
      // What gives back nothing is done all the same.
      expect(await rowsOf(tx, 'UPDATE "Setting" SET "value" = ? WHERE "key" = ?', ['changed', 'next'])).toEqual([]);
    });
    expect(await database.reader.setting.findUnique({ where: { key: 'next' } })).toMatchObject({ value: 'changed' });
    expect((await database.reader.setting.findMany({ orderBy: { key: 'asc' } })).map(({ key }) => key)).toEqual(['next', 'own']);
  });

  it('database P15 a statement that is prepared once is bound anew each time, and seen with the types of the mapper', async () => {
    const moment = new Date('2026-11-29T01:02:03.456Z');
    for (const [index, key] of ['ba', 'hai', 'một'].entries()) {
      await database.transaction((tx) => tx.setting.create({ data: { key, value: String(index) } }));
      expect(await database.reader.setting.findUnique({ where: { key } })).toEqual({ key, value: String(index) });
      expect(await database.reader.statements?.rows('SELECT value, ? AS given, 9007199254740991 AS large FROM "Setting" WHERE key = ?', [moment.toISOString(), key])).toEqual([{ value: String(index), given: moment.toISOString(), large: 9007199254740991 }]);
    }
    await expect(database.transaction((tx) => put(tx, 'ba'))).rejects.toMatchObject({ code: 'P2002', meta: { driverAdapterError: { cause: { kind: 'UniqueConstraintViolation', constraint: { fields: ['key'] } } } } });
  });

  it('database P14 a file that was restored, or left by a crash, is made ready by the one that writes before the other opens it', async () => {
    await database.stop();
    for (let times = 0; times < 5; times += 1) {
      const db = new BetterSqlite3(file);
      db.pragma('journal_mode = DELETE');
      db.close();
      await (database = await openDatabase(file)).transaction((tx) => put(tx, `time ${times}`));
      expect(await keys()).toHaveLength(times + 1);
      await database.stop();
    }
    database = await openDatabase(file);
  });

  it('database P16 a start reads the file through once', async () => {
    const pragma = vi.spyOn(bare, 'pragma');
    const installation = await openTestInstallation();
    await installation.close();
    expect(pragma.mock.calls.filter(([sql]) => sql.startsWith('quick_check'))).toHaveLength(1);
  });
});
