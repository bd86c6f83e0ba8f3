import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { CommitUnanswered } from '../lost';
import { lockSql } from './connect';

type Factory = PrismaPg;
type Adapter = Awaited<ReturnType<Factory['connect']>>;
type OwnAdapter = Omit<Pick<Adapter, keyof Adapter>, 'underlyingDriver'>;
type Transaction = Awaited<ReturnType<Adapter['startTransaction']>>;

/** The lock first: columns are worked out from left to right. */
const WRITER_AND_TIME = `${lockSql('pg_advisory_xact_lock', 'writer')}, (extract(epoch FROM clock_timestamp()) * 1000)::text AS at`;

/**
 * The official adapter believes a COMMIT that the server answers with ROLLBACK, as it does after a statement that failed and was
 * caught; and any number of transactions write at once. Here a transaction holds the one writer of the database from its first
 * statement, in whichever process it is, and its end is what the server said.
 */
export class SafePostgresql implements Pick<Factory, 'provider' | 'adapterName'> {
  readonly provider = 'postgres';
  readonly adapterName = 'phien-safe-postgresql';
  readonly #inner: PrismaPg;

  readonly #onTime: (at: number) => void;

  /** @param onTime told what time the server had as a transaction got the writer, ms since 1970: never later than it is. */
  constructor(pool: pg.Pool, onTime: (at: number) => void = () => undefined) {
    this.#inner = new PrismaPg(pool);
    this.#onTime = onTime;
  }

  async connect(): Promise<OwnAdapter> {
    const inner = await this.#inner.connect();
    return {
      provider: inner.provider,
      adapterName: this.adapterName,
      queryRaw: (query) => inner.queryRaw(query),
      executeRaw: (query) => inner.executeRaw(query),
      executeScript: (script) => inner.executeScript(script),
      startTransaction: () => this.#start(inner),
      getConnectionInfo: () => ({ ...inner.getConnectionInfo(), supportsRelationJoins: false }),
      // The pool belongs to who opened it.
      dispose: () => Promise.resolve(),
    };
  }

  async #start(inner: Adapter): Promise<Transaction> {
    const tx = await inner.startTransaction();
    const { client } = tx as unknown as { client: pg.PoolClient };
    try {
      const { rows } = await client.query<{ at: string }>(WRITER_AND_TIME);
      this.#onTime(Number(rows[0]?.at));
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      await tx.rollback();
      throw error;
    }
    return {
      provider: tx.provider,
      adapterName: this.adapterName,
      options: { usePhantomQuery: true },
      queryRaw: (query) => tx.queryRaw(query),
      executeRaw: (query) => tx.executeRaw(query),
      commit: () => this.#commit(tx, client),
      rollback: async () => {
        await client.query('ROLLBACK').catch(() => undefined);
        await tx.rollback();
      },
    };
  }

  async #commit(tx: Transaction, client: pg.PoolClient): Promise<void> {
    try {
      const { command } = await client.query('COMMIT');
      if (command !== 'COMMIT') throw Object.assign(new Error('the server took the transaction back: a statement in it had failed'), { code: '25P02', severity: 'ERROR' });
    } catch (error) {
      // An answer with a code is the server's: what it refuses at the end it has taken back.
      throw isAnswer(error) || wasNotSent(error) ? error : new CommitUnanswered(error);
    } finally {
      await tx.commit();
    }
  }
}

/** Of the server, about this transaction; what it says as it ends a connection is no answer. */
const isAnswer = (error: unknown): boolean => {
  const { severity, code } = error as { severity?: unknown; code?: unknown };
  return severity === 'ERROR' && typeof code === 'string' && !/^(08|57P)/u.test(code);
};

/** The driver knew that the connection was gone, and sent nothing. */
const wasNotSent = (error: unknown): boolean => error instanceof Error && /not queryable|Client was closed/u.test(error.message);
