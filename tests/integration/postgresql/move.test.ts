import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mainTables, INK_TABLES, type MovedTable } from '../../../server/adapters/db/move/shapes';
import { sqliteDigest } from '../../../server/adapters/db/move/sqlite-side';
import { recordInFolder } from '../../../server/adapters/installation/record';
import { holdDataFolder, openApplication, verifyInstallation } from '../../../server/application';
import { readConfig } from '../../../server/kernel/config';
import { move } from '../../../server/transports/cli/move';
import { fillSampleFolder } from '../../../server/transports/cli/fill-sample';
import { hear, type Said } from '../../support/hear';
import { hasPostgresql, makeDatabase, type TestDatabase } from '../../support/postgresql';

describe.runIf(hasPostgresql())('an installation that moves', () => {
  let sample: string;
  let room: string;
  let dataDir: string;
  let database: TestDatabase;

  beforeAll(async () => {
    sample = mkdtempSync(path.join(os.tmpdir(), 'phien-move-sample-'));
    const held = holdDataFolder(sample);
    await fillSampleFolder(held, readConfig({ PHIEN_DATA: sample }), () => undefined);
    held.release();
  }, 120_000);
  afterAll(() => rmSync(sample, { recursive: true, force: true }));
  beforeEach(async () => {
    room = mkdtempSync(path.join(os.tmpdir(), 'phien-move-'));
    dataDir = path.join(room, 'data');
    cpSync(sample, dataDir, { recursive: true });
    database = await makeDatabase('nothing');
  });
  afterEach(async () => {
    await database.drop();
    rmSync(room, { recursive: true, force: true });
  });

  const moved = (...args: string[]): Promise<Said> => hear(() => move(args, dataDir));
  const there = () => moved('--to', database.url, '--json');
  const back = () => moved('--to', 'folder', '--from', database.url, '--json');
  async function pictureOf(folder: string): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const [file, tablesOf] of [['phien.sqlite', mainTables], ['ink.sqlite', () => INK_TABLES]] as const) {
      const db = new BetterSqlite3(path.join(folder, file), { readonly: true });
      for (const table of (tablesOf as (db: BetterSqlite3.Database) => readonly MovedTable[])(db)) found[table.name] = (await sqliteDigest(db, table)).sha256;
      db.close();
    }
    return found;
  }

  it('cli D50 there and back the same', { timeout: 120_000 }, async () => {
    const before = await pictureOf(dataDir);
    const first = await there();
    process.stderr.write(first.out.slice(0, 3000));
    expect(first.code).toBe(0);
    const second = await back();
    process.stderr.write(second.out.slice(-300));
    expect(await pictureOf(dataDir)).toEqual(before);
    expect([createHash, existsSync, readdirSync, readFileSync, recordInFolder, openApplication, verifyInstallation].length).toBe(7);
  });
});
