import { readFileSync } from 'node:fs';
import pg from 'pg';
import type { Secret } from '../../../kernel/place-parts';
import type { DatabasePlace } from '../../../kernel/database-place';
import { inUse, notConnected, notDurable, OLDEST_VERSION, otherEncoding, readOnly, tooOld, unreadableFile } from './refusals';

/** First number of all advisory locks of this program in one database; the second says which (`LOCKS`). */
const LOCK_SPACE = 0x50_68_69;
export const LOCKS = { writer: 1, hold: 2, migration: 3, start: 4 } as const;
/** First number of the locks by which processes take turns; the second is that of what they take turns at. */
const TURN_SPACE = LOCK_SPACE + 1;
export const lockSql = (call: string, lock: keyof typeof LOCKS): string => `SELECT ${call}(${LOCK_SPACE}, ${LOCKS[lock]})`;

/** A server that does not take a connection for so long is not there, ms. */
const CONNECT_MS = 5_000;
/** A lock is waited for so long, then the unit of work is refused as busy or tried again, ms. */
export const LOCK_MS = 5_000;
/** Whoever holds the writer and says nothing for so long has died with it, ms; the mapper gives up after 30 s. */
const SILENT_MS = 40_000;
/** A start waits so long for a server that is starting itself, as after a power cut, ms. */
const STARTING_MS = 20_000;
/** The place of a server that died is free once its connection is found dead, ms. */
const HOLD_MS = 3_000;

const TIMESTAMP = 1114;
const INT8 = 20;
const NUMERIC = 1700;

/** As rows are read here: instants as UTC, whole numbers as numbers. */
const parsers = new Map<number, (text: string) => unknown>([
  [TIMESTAMP, (text) => new Date(`${text.replace(' ', 'T')}Z`)],
  [INT8, Number],
  [NUMERIC, Number],
]);
export const types: pg.CustomTypesConfig = { getTypeParser: ((oid: number, format?: 'text' | 'binary') => parsers.get(oid) ?? pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'] };

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw unreadableFile(file, cause);
  }
};
const valueOf = (secret: Secret): string => ('value' in secret ? secret.value : read(secret.file).trim());

function configOf(place: DatabasePlace): pg.ClientConfig {
  const { host, port, database, user, password, tls, authorityFile } = place;
  return {
    host,
    port,
    database,
    ...(user === null ? {} : { user }),
    ...(password === null ? {} : { password: valueOf(password) }),
    ssl: tls === 'none' ? false : { rejectUnauthorized: tls === 'verified', ...(authorityFile === null ? {} : { ca: read(authorityFile) }) },
    application_name: 'phien',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
}

/** What every connection is told first; names of dead machines are let go of within half a minute. */
const EVERY = "SET timezone TO 'UTC'; SET client_min_messages TO warning; SET tcp_keepalives_idle TO 10; SET tcp_keepalives_interval TO 5; SET tcp_keepalives_count TO 3; SET tcp_user_timeout TO 20000;";
const WRITING = `SET lock_timeout TO ${LOCK_MS}; SET idle_in_transaction_session_timeout TO ${SILENT_MS}; SET default_transaction_isolation TO 'read committed';
  SELECT CASE WHEN current_setting('synchronous_commit') = 'off' THEN set_config('synchronous_commit', 'on', false) END;`;
const READING = 'SET default_transaction_read_only TO on;';

export interface PoolOptions {
  max: number;
  /** Whether it writes; a reader is refused every write by the server. */
  writes: boolean;
  /** Told of a connection that was lost while nobody used it. */
  onLost?: (error: Error) => void;
  /** Done on every new connection, after its settings. */
  onConnect?: (client: pg.ClientBase) => Promise<void>;
}

/** Connections that are made when they are needed, and again when they were lost. */
export function openPool(place: DatabasePlace, { max, writes, onLost, onConnect }: PoolOptions): pg.Pool {
  const settings: pg.PoolConfig & { onConnect(client: pg.ClientBase): Promise<void> } = {
    ...configOf(place),
    max,
    idleTimeoutMillis: writes ? 0 : 60_000,
    onConnect: async (client) => {
      // Lost while somebody uses it: who does is told by what they asked; without somebody to hear it, it would end the program.
      client.on('error', () => undefined);
      await client.query(EVERY + (writes ? WRITING : READING));
      await onConnect?.(client);
    },
  };
  const pool = new pg.Pool(settings);
  pool.on('error', (error) => onLost?.(error));
  return pool;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** One after the other in whichever process, for as long as this transaction. @param name what they take turns at. */
export const takeTurn = (client: pg.ClientBase, name: string): Promise<unknown> => client.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [TURN_SPACE, name]);

/**
 * Whether this process may work on the database, alone or as one of several who all say so; the server takes the place back however
 * the process ends.
 */
export async function takeHold(client: pg.ClientBase, place: DatabasePlace, shared = false): Promise<void> {
  const call = shared ? 'pg_try_advisory_lock_shared' : 'pg_try_advisory_lock';
  for (const began = performance.now(); ; await pause(100)) {
    const { rows } = await client.query<{ held: boolean }>(`${lockSql(call, 'hold')} AS held`);
    if (rows[0]?.held) return;
    if (performance.now() - began > HOLD_MS) throw inUse(place);
  }
}

interface Standing {
  version: number;
  words: string;
  encoding: string;
  standby: boolean;
  readonly: string;
  fsync: string;
  pages: string;
}

/**
 * Looks whether the database can be reached and can keep what it acknowledges. Changes nothing.
 * @throws BootError saying what is wrong.
 */
export async function assertUsable(place: DatabasePlace): Promise<{ version: string }> {
  const began = performance.now();
  for (;;) {
    const client = new pg.Client(configOf(place));
    client.on('error', () => undefined);
    try {
      await client.connect();
      return { version: await judged(client, place) };
    } catch (error) {
      const isStarting = (error as { code?: string }).code === '57P03' && performance.now() - began < STARTING_MS;
      if (!isStarting) throw error instanceof Error && error.name === 'BootError' ? error : notConnected(place, error);
      await pause(500);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

async function judged(client: pg.Client, place: DatabasePlace): Promise<string> {
  const { rows } = await client.query<Standing>(`SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS words,
    (SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()) AS encoding,
    pg_is_in_recovery() AS standby, current_setting('default_transaction_read_only') AS readonly, current_setting('fsync') AS fsync, current_setting('full_page_writes') AS pages`);
  const [standing] = rows;
  if (!standing) throw new Error('the server said nothing of itself');
  if (standing.version < OLDEST_VERSION * 10_000) throw tooOld(place, standing.words);
  if (standing.encoding !== 'UTF8') throw otherEncoding(place, standing.encoding);
  if (standing.standby || standing.readonly === 'on') throw readOnly(place);
  if (standing.fsync !== 'on') throw notDurable(place, 'fsync');
  if (standing.pages !== 'on') throw notDurable(place, 'full_page_writes');
  return standing.words;
}
