import type pg from 'pg';
import { BootError } from '../../../kernel/boot-error';
import { namedPlace, type DatabasePlace } from '../../../kernel/database-place';
import { partEmpty, partOfAnother } from '../../installation/refusals';
import type { Engine, ReadingEngine, SharedWish } from '../engine';
import { InkOpenError } from '../ink-sqlite';
import { assertUsable, lockSql, LOCK_MS, openPool, takeHold, takeTurn } from './connect';
import { keepServerBeforeUpgrade } from './before-upgrade';
import { openPostgresql, openPostgresqlReader } from './database';
import { INK_GAPS, inkGapOf, type InkGap } from './ink-append';
import { openPostgresqlInk } from './ink-store';
import { keepInstallationRow, missingBlobs, tablesIn } from './installation-rows';
import { awaitsPostgresqlMigration, FILLING_TABLE, migratePostgresql, postgresqlMigrations } from './migrate';
import { installNotes, shapesOf, WRITTEN_TABLE } from './record-rows';
import { withRecord } from './record-source';
import { notConnected, nothingThere } from './refusals';

/** Questions that are asked at once; each is a process of the server. */
const READERS = 6;
const INK_READERS = 3;

/** Marks are what stands in tables named so; all else is rows. */
const SIZES = `SELECT coalesce(sum(pg_total_relation_size(c.oid)) FILTER (WHERE c.relname NOT LIKE 'Ink%'), 0) AS main, coalesce(sum(pg_total_relation_size(c.oid)) FILTER (WHERE c.relname LIKE 'Ink%'), 0) AS ink
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname = current_schema()`;

/**
 * Rows and marks in one database of a PostgreSQL server. The connection that writes holds the database for this process: a second
 * server is refused, unless both say that they are of several, and one whose connection was lost holds it again before it writes.
 * @throws BootError when it cannot be used, or another server uses it.
 */
export async function postgresqlEngine(dataDir: string, place: DatabasePlace, shared: SharedWish | null = null, migrations = postgresqlMigrations): Promise<Engine> {
  await assertUsable(place);
  const writer = openPool(place, {
    max: 1,
    writes: true,
    onConnect: async (client) => {
      await takeHold(client, place, shared !== null);
      await client.query(WRITTEN_TABLE);
    },
  });
  const reader = openPool(place, { max: READERS, writes: false });
  const onWriter = async <T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
    const client = await writer.connect().catch((error: unknown) => {
      throw error instanceof BootError ? error : notConnected(place, error);
    });
    try {
      return await work(client);
    } finally {
      client.release();
    }
  };
  const ends: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of ends.splice(0)) await end();
    await Promise.all([writer, reader].filter((pool) => !pool.ended && !pool.ending).map((pool) => pool.end()));
  };
  try {
    await onWriter(async (client) => {
      if (!shared) return;
      // One starts at a time: until `started`, or until its connection ends.
      await patientLock(client, 'start');
      shared.onTime(Number((await client.query<{ at: string }>(NOW)).rows[0]?.at));
    });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    migrations,
    ...(shared && { shared: sharing(place, onWriter, ends) }),
    async keepBeforeUpgrade(now) {
      const client = await reader.connect();
      try {
        await keepServerBeforeUpgrade(client, { dataDir, place, now, migrations });
      } finally {
        client.release();
      }
    },
    awaitsMigration: () => onWriter(async (client) => !(await tablesIn(client)).has(FILLING_TABLE) && awaitsPostgresqlMigration(client, place, migrations)),
    migrate: (options) => onWriter((client) => migratePostgresql(client, place, { ...options, folder: migrations })),
    withRecord: (tables, work) => withRecord(reader, tables, work),
    keepInstallation: (record) => onWriter((client) => keepInstallationRow(client, record)),
    openInk: ({ belonging, now, onFault }) =>
      openPostgresqlInk({ writer: openPool(place, { max: 1, writes: true }), reader: openPool(place, { max: INK_READERS, writes: false }), belonging, now, onFault }).catch((error: unknown) => {
        throw refusedInk(dataDir, place, error);
      }),
    async openDatabase(records) {
      await onWriter(async (client) => installNotes(client, await shapesOf(client, records)));
      return openPostgresql({ writer, reader }, shared?.onTime);
    },
    async check(kind) {
      // Pages are the server's to check (data_checksums); what this program promised of the numbers is looked at.
      if (kind === 'main') return null;
      return inkGapOf((await reader.query<InkGap>(INK_GAPS)).rows[0]);
    },
    async sizes() {
      const { rows } = await reader.query<{ main: string; ink: string }>(SIZES);
      return { main: Number(rows[0]?.main ?? 0), ink: Number(rows[0]?.ink ?? 0) };
    },
    close,
  };
}

/** What time the server has. */
const NOW = 'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::text AS at';

/** Of the connection, for as long as it takes. */
async function patientLock(client: pg.ClientBase, lock: 'start' | 'writer'): Promise<void> {
  await client.query('SET lock_timeout TO 0');
  await client.query(lockSql('pg_advisory_lock', lock));
  await client.query(`SET lock_timeout TO ${LOCK_MS}`);
}

/** Turns taken at once in this process. */
const TURNS = 2;

/** What only several processes on one database need. @param ends done before the connections are closed. */
function sharing(place: DatabasePlace, onWriter: (work: (client: pg.PoolClient) => Promise<unknown>) => Promise<unknown>, ends: (() => Promise<unknown>)[]): NonNullable<Engine['shared']> {
  const turns = openPool(place, { max: TURNS, writes: true });
  ends.push(() => turns.end());
  return {
    async holdOthers() {
      await onWriter((client) => patientLock(client, 'writer'));
      let isHeld = true;
      return async () => {
        if (isHeld) await onWriter((client) => client.query(lockSql('pg_advisory_unlock', 'writer')));
        isHeld = false;
      };
    },
    started: async () => void (await onWriter((client) => client.query(lockSql('pg_advisory_unlock', 'start')))),
    async inTurn(name, work) {
      const client = await turns.connect();
      try {
        await client.query('BEGIN');
        await takeTurn(client, name);
        return await work();
      } finally {
        await client.query('COMMIT').catch(() => undefined);
        client.release();
      }
    },
  };
}

/** For questions alone, also while a server runs. */
export async function readPostgresql(place: DatabasePlace): Promise<ReadingEngine> {
  await assertUsable(place);
  const pool = openPool(place, { max: 2, writes: false });
  if (!(await tablesIn(pool)).has('AuditEntry')) {
    await pool.end();
    throw nothingThere(place);
  }
  const { reader, stop } = openPostgresqlReader(pool);
  return { reader, withRecord: (tables, work) => withRecord(pool, tables, work), missingBlobs: (isThere) => missingBlobs(pool, isThere), close: stop };
}

function refusedInk(dataDir: string, place: DatabasePlace, error: unknown): unknown {
  if (!(error instanceof InkOpenError)) return error;
  const part = `${namedPlace(place)} (InkMeta)`;
  return error.problem === 'empty' ? partEmpty(dataDir, part) : partOfAnother(dataDir, part);
}
