import type { PrismaBetterSQLite3 } from '@prisma/adapter-better-sqlite3';
import { createSemaphore } from '../../kernel/semaphore';
import type { SqliteConnection } from './sqlite-connection';

type Factory = PrismaBetterSQLite3;
type Adapter = Awaited<ReturnType<Factory['connect']>>;
type Transaction = Awaited<ReturnType<Adapter['startTransaction']>>;

/** Values one statement may have in SQLite as it is built (SQLITE_MAX_VARIABLE_NUMBER). The mapper takes 999 where it is not told, and refuses longer lists. */
const MOST_VALUES = 32_766;

/**
 * The official adapter shares one connection and lets a plain query run inside whatever transaction is open; if that
 * rolls back, an acknowledged write is gone. Here root queries and transactions take turns, transactions begin
 * IMMEDIATE and end with a real COMMIT or ROLLBACK, and the statements run wherever the connection is.
 */
export class SafeSqlite implements Pick<Factory, 'provider' | 'adapterName' | 'connect'> {
  readonly provider = 'sqlite';
  readonly adapterName = 'phien-safe-sqlite';
  readonly #connection: SqliteConnection;
  #begun = 0;
  #open: number | null = null;

  /** @param connection closed with the mapper. */
  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  /** Which transaction is open on the connection, null: none. What is asked past the mapper is asked within it, and within no other. */
  get open(): number | null {
    return this.#open;
  }

  connect(): Promise<Adapter> {
    const { provider, adapterName } = this;
    const connection = this.#connection;
    // A transaction holds the place from BEGIN to COMMIT or ROLLBACK.
    const { inTurn, enter } = createSemaphore({ parallel: 1 });
    // Where nothing is written nothing is taken back: questions need not wait for each other's answers.
    const asRoot: typeof inTurn = connection.readonly ? (work) => work() : inTurn;
    const startTransaction = async (): Promise<Transaction> => {
      const leave = await enter();
      await connection.begin().catch((error: unknown) => {
        leave();
        throw error;
      });
      this.#open = this.#begun += 1;
      const end = (how: 'commit' | 'rollback'): Promise<void> => {
        this.#open = null;
        return connection[how]().finally(leave);
      };
      return {
        provider,
        adapterName,
        options: { usePhantomQuery: true },
        queryRaw: (query) => connection.queryRaw(query, true),
        executeRaw: (query) => connection.executeRaw(query, true),
        commit: () => end('commit'),
        rollback: () => end('rollback'),
      };
    };
    return Promise.resolve({
      provider,
      adapterName,
      queryRaw: (query) => asRoot(() => connection.queryRaw(query, false)),
      executeRaw: (query) => asRoot(() => connection.executeRaw(query, false)),
      executeScript: (script) => asRoot(() => connection.executeScript(script)),
      startTransaction,
      getConnectionInfo: () => ({ supportsRelationJoins: false, maxBindValues: MOST_VALUES }),
      dispose: () => connection.close(),
    });
  }
}
