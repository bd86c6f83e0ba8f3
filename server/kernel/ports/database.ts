import type { Prisma } from '../../../prisma/generated/client';

/** A handle for reading and, inside a unit of work, writing; only `repository.ts` files call it. */
export type Db = Prisma.TransactionClient;

/** Storage as the kernel sees it: one serialised writer, one read-only reader. */
export interface Database {
  readonly reader: Db;
  /** Runs `work` in one `BEGIN IMMEDIATE` transaction; all or nothing, on disk when the promise resolves. */
  transaction<T>(work: (tx: Db) => Promise<T>): Promise<T>;
  /**
   * What a failed read or write means: DomainError `storage_full`/`storage.full`, `unavailable`/`storage.damaged`,
   * `storage.unwritable` or `storage.busy` where the medium failed, else the error itself. Damage is remembered.
   */
  judge(error: unknown): unknown;
  condition(): Promise<DatabaseCondition>;
  stop(): Promise<void>;
}

/** How the main database is doing, for those who watch over the house. */
export interface DatabaseCondition {
  readable: boolean;
  /** The file that is open is still the one in the data folder. */
  inPlace: boolean;
  /** A read or write met pages that are no longer what was written. */
  damaged: boolean;
}
