import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { openDatabase } from '../../server/adapters/db/database';
import { openInkStore } from '../../server/adapters/db/ink-store';
import { migrateDatabase } from '../../server/adapters/db/migrate';
import { openPool } from '../../server/adapters/db/postgresql/connect';
import { openPostgresql } from '../../server/adapters/db/postgresql/database';
import { openPostgresqlInk } from '../../server/adapters/db/postgresql/ink-store';
import { installNotes, shapesOf, WRITTEN_TABLE } from '../../server/adapters/db/postgresql/record-rows';
import { withRecord as withPostgresqlRecord } from '../../server/adapters/db/postgresql/record-source';
import { withRecord } from '../../server/adapters/db/record-source';
import type { Database } from '../../server/kernel/ports/database';
import type { OpStore } from '../../server/kernel/ports/op-store';
import type { RecordSource } from '../../server/kernel/record';
import { makeDatabase, placeOf } from './postgresql';

/** Rows and marks on one engine, opened by as many as like; `where` tells another process. */
export interface EngineUnderTest {
  name: 'sqlite' | 'postgresql';
  /** The folder, or the address. */
  where: string;
  open(records?: readonly string[]): Promise<Database>;
  openInk(): Promise<OpStore>;
  withRecord<T>(tables: readonly string[], work: (source: RecordSource) => Promise<T>): Promise<T>;
  /** Past the program. @throws what the database refuses. */
  exec(sql: string): Promise<void>;
  ask<Row extends Record<string, unknown>>(sql: string): Promise<Row[]>;
  remove(): Promise<void>;
}

export type EngineName = EngineUnderTest['name'];

export async function openOn(name: EngineName, where: string, records: readonly string[] = []): Promise<Database> {
  if (name === 'sqlite') return openDatabase(path.join(where, 'phien.sqlite'), records);
  const place = placeOf(where);
  const writer = openPool(place, { max: 1, writes: true, onConnect: async (client) => void (await client.query(WRITTEN_TABLE)) });
  const client = await writer.connect();
  await installNotes(client, await shapesOf(client, records));
  client.release();
  return openPostgresql({ writer, reader: openPool(place, { max: 4, writes: false }) });
}

export async function openInkOn(name: EngineName, where: string): Promise<OpStore> {
  if (name === 'sqlite') return openInkStore({ file: path.join(where, 'ink.sqlite'), now: Date.now });
  const place = placeOf(where);
  return openPostgresqlInk({ writer: openPool(place, { max: 1, writes: true }), reader: openPool(place, { max: 2, writes: false }), now: Date.now });
}

const ENGINES: Readonly<Record<EngineName, () => Promise<EngineUnderTest>>> = {
  async sqlite() {
    const where = mkdtempSync(path.join(os.tmpdir(), 'phien-engine-'));
    migrateDatabase(where);
    const file = path.join(where, 'phien.sqlite');
    const on = <T>(work: (db: BetterSqlite3.Database) => T): T => {
      const db = new BetterSqlite3(file);
      db.pragma('foreign_keys = ON');
      try {
        return work(db);
      } finally {
        db.close();
      }
    };
    return {
      name: 'sqlite',
      where,
      open: (records) => openOn('sqlite', where, records),
      openInk: () => openInkOn('sqlite', where),
      withRecord: (tables, work) => withRecord(file, tables, work),
      exec: async (sql) => on((db) => void db.exec(sql)),
      ask: async <Row extends Record<string, unknown>>(sql: string) => on((db) => db.prepare(sql).all() as Row[]),
      remove: async () => rmSync(where, { recursive: true, force: true }),
    };
  },
  async postgresql() {
    const database = await makeDatabase();
    return {
      name: 'postgresql',
      where: database.url,
      open: (records) => openOn('postgresql', database.url, records),
      openInk: () => openInkOn('postgresql', database.url),
      async withRecord(tables, work) {
        const pool = openPool(database.place, { max: 1, writes: false });
        return withPostgresqlRecord(pool, tables, work).finally(() => pool.end());
      },
      exec: async (sql) => void (await database.query(sql)),
      ask: (sql) => database.query(sql),
      remove: () => database.drop(),
    };
  },
};

export const makeEngine = (name: EngineName): Promise<EngineUnderTest> => ENGINES[name]();
