import { PrismaBetterSQLite3 } from '@prisma/adapter-better-sqlite3';
import type BetterSqlite3 from 'better-sqlite3';
import type { SqlValue } from '../../kernel/ports/database';
import { remembering } from '../../kernel/remembering';
import { TransactionOver } from './lost';

type Driver = Awaited<ReturnType<PrismaBetterSQLite3['connect']>>;
export type SqlQuery = Parameters<Driver['queryRaw']>[0];
export type ResultSet = Awaited<ReturnType<Driver['queryRaw']>>;

/** A connection, wherever its statements run. What it is asked it does in the order it was asked. */
export interface SqliteConnection {
  readonly readonly: boolean;
  /** False while it is not there: a thread that was lost and has not come back. */
  readonly isOpen: boolean;
  /** @param inTransaction refused where no transaction is open: SQLite takes one back by itself when the medium fails. */
  queryRaw(query: SqlQuery, inTransaction: boolean): Promise<ResultSet>;
  /** @returns how many rows it changed. */
  executeRaw(query: SqlQuery, inTransaction: boolean): Promise<number>;
  executeScript(script: string): Promise<void>;
  /** Past the mapper: rows as they are stored. @param inTransaction as of `queryRaw`. */
  rows<Row>(sql: string, values: readonly SqlValue[], inTransaction: boolean): Promise<Row[]>;
  begin(): Promise<void>;
  /** Ends the transaction in any case: what cannot be committed is taken back. */
  commit(): Promise<void>;
  /** Takes back what is open, and is content where nothing is. */
  rollback(): Promise<void>;
  close(): Promise<void>;
}

export interface ConnectionPlan {
  /** Absolute. */
  file: string;
  readonly: boolean;
  /** Run once on the connection after its pragmas. */
  onConnect?: string;
  /** Run at the beginning of every transaction. */
  onBegin?: string;
}

/** Pragmas every connection must have; asserted at boot by `assertDurable`. */
const BUSY_TIMEOUT_MS = 100;
/** Statements kept prepared: more than the program has; lists of values make further ones. */
const PREPARED = 600;

const plain = (sql: string): SqlQuery => ({ sql, args: [], argTypes: [] });

/** Opens a connection whose statements run where it is opened. @throws what SQLite says. */
export async function openConnection({ file, readonly, onConnect, onBegin }: ConnectionPlan): Promise<SqliteConnection> {
  const driver = await new PrismaBetterSQLite3({ url: `file:${file}`, readonly, timeout: BUSY_TIMEOUT_MS }).connect();
  const { client } = driver as unknown as { client: BetterSqlite3.Database };
  const prepare = client.prepare.bind(client);
  try {
    const pragmas = ['PRAGMA synchronous=FULL', 'PRAGMA foreign_keys=ON', `PRAGMA busy_timeout=${BUSY_TIMEOUT_MS}`];
    if (!readonly) pragmas.unshift('PRAGMA journal_mode=WAL');
    await driver.executeScript(pragmas.join(';'));
    if (onConnect) await driver.executeScript(onConnect);
  } catch (error) {
    await driver.dispose();
    throw error;
  }
  const mapped = remembering(PREPARED, (sql) => new Prepared(prepare(sql)));
  const bare = remembering(PREPARED, (sql) => prepare(sql).safeIntegers(false) as BetterSqlite3.Statement<SqlValue[]>);
  // The official adapter prepares each statement anew, which takes as long as most of them do.
  Object.assign(client, { prepare: mapped });

  const command = async (sql: string): Promise<void> => void (await driver.executeRaw(plain(sql)));
  const rollback = async (): Promise<void> => (client.inTransaction ? command('ROLLBACK') : undefined);
  const held = (inTransaction: boolean): void => {
    if (inTransaction && !client.inTransaction) throw new TransactionOver();
  };
  return {
    readonly,
    get isOpen() {
      return client.open;
    },
    async queryRaw(query, inTransaction) {
      held(inTransaction);
      return driver.queryRaw(query);
    },
    async executeRaw(query, inTransaction) {
      held(inTransaction);
      return driver.executeRaw(query);
    },
    executeScript: (script) => driver.executeScript(script),
    async rows<Row>(sql: string, values: readonly SqlValue[], inTransaction: boolean) {
      held(inTransaction);
      const statement = bare(sql);
      if (statement.reader) return statement.all(...values) as Row[];
      statement.run(...values);
      return [];
    },
    async begin() {
      await command('BEGIN IMMEDIATE');
      if (!onBegin) return;
      await command(onBegin).catch(async (error: unknown) => {
        await rollback();
        throw error;
      });
    },
    async commit() {
      held(true);
      await command('COMMIT').catch(async (error: unknown) => {
        await rollback().catch(() => undefined);
        throw error;
      });
    },
    rollback,
    close: () => driver.dispose(),
  };
}

/** What the official adapter asks of a prepared statement, for one that is used again: bound anew each time. */
class Prepared {
  readonly #statement: BetterSqlite3.Statement;
  readonly #columns: BetterSqlite3.ColumnDefinition[];

  constructor(statement: BetterSqlite3.Statement) {
    this.#statement = statement.reader ? statement.raw() : statement;
    this.#columns = statement.reader ? statement.columns() : [];
  }

  bind(values: unknown[]): { reader: boolean; run(): BetterSqlite3.RunResult; columns(): BetterSqlite3.ColumnDefinition[]; raw(): { all(): unknown[] } } {
    const statement = this.#statement;
    return { reader: statement.reader, run: () => statement.run(values), columns: () => this.#columns, raw: () => ({ all: () => statement.all(values) }) };
  }
}
