import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { openPool } from '../../server/adapters/db/postgresql/connect';
import { migratePostgresql, postgresqlMigrations } from '../../server/adapters/db/postgresql/migrate';
import { readDatabasePlace, type DatabasePlace } from '../../server/kernel/database-place';
import { cluster, OWNER, postgresqlPrograms, SUPERUSER } from './postgresql-cluster';

/** True where PostgreSQL is installed; with CI=true its absence fails instead of skipping. */
export function hasPostgresql(): boolean {
  const found = postgresqlPrograms() !== null;
  if (!found && process.env['CI'] === 'true') throw new Error('postgresql is missing');
  if (!found) process.stderr.write('skipped: postgresql is not installed\n');
  return found;
}

/** A database of one test. */
export interface TestDatabase {
  name: string;
  /** As `DATABASE_URL` says it. */
  url: string;
  place: DatabasePlace;
  /** As the owner, on a connection of its own. */
  query<Row extends pg.QueryResultRow = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

async function withClient<T>(config: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ host: '127.0.0.1', ...config });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** As the superuser of the server. */
export async function asSuperuser<T>(work: (client: pg.Client) => Promise<T>, database = 'postgres'): Promise<T> {
  const { port, password } = await cluster();
  return withClient({ port, user: SUPERUSER, password, database }, work);
}

export async function urlOf(name: string, change: { user?: string; password?: string; port?: number } = {}): Promise<string> {
  const { port, password } = await cluster();
  return `postgres://${change.user ?? OWNER}:${encodeURIComponent(change.password ?? password)}@127.0.0.1:${change.port ?? port}/${name}`;
}

export function placeOf(url: string): DatabasePlace {
  const place = readDatabasePlace({ DATABASE_URL: url });
  if (!place) throw new Error(`no place: ${url}`);
  return place;
}

/** What is in the migrations, whatever the clock says of when they were written. */
function stateOfMigrations(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(postgresqlMigrations, { recursive: true, encoding: 'utf8' }).sort()) {
    const file = path.join(postgresqlMigrations, name);
    if (statSync(file).isFile()) hash.update(name).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

/** One at a time makes the owner and the template; the others wait for it. */
const MAKING = 'SELECT pg_advisory_lock(20260021)';

/** An empty database as the program itself makes it, made once per run and copied. */
async function template(): Promise<string> {
  const name = `template_${stateOfMigrations()}`;
  const { password } = await cluster();
  await asSuperuser(async (client) => {
    await client.query(MAKING);
    const { rows } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rows.length > 0) return;
    const { rows: owners } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [OWNER]);
    if (owners.length === 0) await client.query(`CREATE ROLE ${OWNER} LOGIN PASSWORD '${password}'`);
    await client.query(`CREATE DATABASE making OWNER ${OWNER}`);
    const place = placeOf(await urlOf('making'));
    const pool = openPool(place, { max: 1, writes: true });
    const one = await pool.connect();
    await migratePostgresql(one, place);
    one.release();
    await pool.end();
    await client.query(`ALTER DATABASE making RENAME TO ${name}`);
  });
  return name;
}

/** @param from `nothing`: without tables, as an operator makes it. */
export async function makeDatabase(from: 'migrated' | 'nothing' = 'migrated'): Promise<TestDatabase> {
  const source = await template();
  const name = `t_${randomUUID().replaceAll('-', '').slice(0, 20)}`;
  await asSuperuser((client) => client.query(`CREATE DATABASE ${name} OWNER ${OWNER} TEMPLATE ${from === 'migrated' ? source : 'template0'}`));
  const { port, password } = await cluster();
  const url = await urlOf(name);
  return {
    name,
    url,
    place: placeOf(url),
    query: (sql, values = []) => withClient({ port, user: OWNER, password, database: name }, async (client) => (await client.query(sql, values)).rows),
    drop: async () => void (await asSuperuser((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  };
}
