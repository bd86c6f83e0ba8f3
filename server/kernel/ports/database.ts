import type { Prisma } from '../../../prisma/generated/client';

/** A handle for reading and, inside a unit of work, writing; only `repository.ts` files call it. */
export type Db = Prisma.TransactionClient;

/** Storage as the kernel sees it: one serialised writer, one read-only reader. */
export interface Database {
  readonly reader: Db;
  /** Runs `work` in one `BEGIN IMMEDIATE` transaction; all or nothing, on disk when the promise resolves. */
  transaction<T>(work: (tx: Db) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}
