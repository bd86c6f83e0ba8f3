import { PrismaBetterSQLite3 } from '@prisma/adapter-better-sqlite3';
import { createSemaphore } from '../../kernel/semaphore';

type Factory = PrismaBetterSQLite3;
type Adapter = Awaited<ReturnType<Factory['connect']>>;
type Transaction = Awaited<ReturnType<Adapter['startTransaction']>>;

export interface SafeSqliteOptions {
  file: string;
  readonly: boolean;
  /** Run once on the connection after its pragmas. */
  onConnect?: string;
  /** Run at the beginning of every transaction. */
  onBegin?: string;
}

/** Pragmas every connection must have; asserted at boot by `assertDurable`. */
export const BUSY_TIMEOUT_MS = 100;

/**
 * The official adapter shares one connection and lets a plain query run inside whatever transaction is open; if that
 * rolls back, an acknowledged write is gone. Here root queries and transactions take turns, transactions begin
 * IMMEDIATE and end with a real COMMIT or ROLLBACK, and the pragmas are set on connect.
 */
export class SafeSqlite implements Pick<Factory, keyof Factory> {
  readonly provider = 'sqlite';
  readonly adapterName = 'phien-safe-sqlite';
  readonly #options: SafeSqliteOptions;
  readonly #inner: PrismaBetterSQLite3;

  constructor(options: SafeSqliteOptions) {
    this.#options = options;
    this.#inner = new PrismaBetterSQLite3({ url: `file:${options.file}`, readonly: options.readonly, timeout: BUSY_TIMEOUT_MS });
  }

  connectToShadowDb(): Promise<Adapter> {
    return this.#inner.connectToShadowDb();
  }

  async connect(): Promise<Adapter> {
    const inner = await this.#inner.connect();
    const pragmas = ['PRAGMA synchronous=FULL', 'PRAGMA foreign_keys=ON', `PRAGMA busy_timeout=${BUSY_TIMEOUT_MS}`];
    if (!this.#options.readonly) pragmas.unshift('PRAGMA journal_mode=WAL');
    await inner.executeScript(pragmas.join(';'));
    if (this.#options.onConnect) await inner.executeScript(this.#options.onConnect);
    const { onBegin } = this.#options;
    // A transaction holds the place from BEGIN to COMMIT or ROLLBACK.
    const { inTurn, enter } = createSemaphore({ parallel: 1 });
    const command = (sql: string) => inner.executeRaw({ sql, args: [], argTypes: [] });
    const startTransaction = async (): Promise<Transaction> => {
      const leave = await enter();
      try {
        await command('BEGIN IMMEDIATE');
      } catch (error) {
        leave();
        throw error;
      }
      if (onBegin) {
        await command(onBegin).catch(async (error: unknown) => {
          await command('ROLLBACK').finally(leave);
          throw error;
        });
      }
      return {
        provider: inner.provider,
        adapterName: inner.adapterName,
        options: { usePhantomQuery: true },
        queryRaw: (query) => inner.queryRaw(query),
        executeRaw: (query) => inner.executeRaw(query),
        commit: async () => {
          try {
            await command('COMMIT');
          } catch (error) {
            await command('ROLLBACK').catch(() => undefined);
            throw error;
          } finally {
            leave();
          }
        },
        rollback: async () => {
          try {
            await command('ROLLBACK');
          } finally {
            leave();
          }
        },
      };
    };
    return {
      provider: inner.provider,
      adapterName: inner.adapterName,
      queryRaw: (query) => inTurn(() => inner.queryRaw(query)),
      executeRaw: (query) => inTurn(() => inner.executeRaw(query)),
      executeScript: (script) => inTurn(() => inner.executeScript(script)),
      startTransaction,
      getConnectionInfo: () => inner.getConnectionInfo?.() ?? { supportsRelationJoins: false },
      dispose: () => inner.dispose(),
    };
  }
}
