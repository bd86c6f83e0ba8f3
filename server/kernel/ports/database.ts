import type { RecordRow } from '../record';

export type SqlValue = string | number | null;

/**
 * Questions asked so often that they go past the object mapper: plain SQL with `?` for each value, prepared once per
 * connection. Rows come as the database stores them: instants as ISO text, truth as 0 or 1.
 */
export interface Statements {
  rows<Row>(sql: string, values: readonly SqlValue[]): Promise<Row[]>;
}

/**
 * A handle for reading and, inside a unit of work, writing; only `repository.ts` files call it. `statements` of a transaction
 * are asked on its own connection, where alone what it has written so far is seen, and are refused once it is over.
 * Which tables there are, and how they are asked, says the adapter that keeps them (`adapters/db/tables.ts` extends this type);
 * each belongs to one module, and to the kernel only its own.
 */
export interface Db {
  readonly statements?: Statements;
}

/** Storage as the kernel sees it: one serialised writer, one read-only reader. */
export interface Database {
  readonly reader: Db;
  /** Runs `work` in one `BEGIN IMMEDIATE` transaction; all or nothing, on disk when the promise resolves. */
  transaction<T>(work: (tx: Db) => Promise<T>): Promise<T>;
  /** Rows of the record written so far in this transaction, by whatever statement, in order; later states of a row follow earlier ones. */
  written(tx: Db): Promise<readonly RecordRow[]>;
  /**
   * What a failed read or write means: DomainError `storage_full`/`storage.full`, `unavailable`/`storage.damaged`,
   * `storage.unwritable` or `storage.busy` where the medium failed, else the error itself. Damage is remembered.
   */
  judge(error: unknown): unknown;
  condition(): Promise<DatabaseCondition>;
  stop(): Promise<void>;
}

/** How the main database is doing, for those who watch over the installation. */
export interface DatabaseCondition {
  readable: boolean;
  /** The file that is open is still the one in the data folder. */
  inPlace: boolean;
  /** A read or write met pages that are no longer what was written. */
  damaged: boolean;
}
