import type pg from 'pg';
import { PrismaClient as PostgresqlClient } from '../../../../prisma/generated-postgresql/client';
import type { PrismaClient } from '../../../../prisma/generated/client';
import { DomainError } from '../../../kernel/errors';
import type { Database, Db, SqlValue, Statements } from '../../../kernel/ports/database';
import type { RecordRow } from '../../../kernel/record';
import { withStatements } from '../database';
import { CommitUnanswered } from '../lost';
import { answers, patiently } from '../patience';
import { types } from './connect';
import { postgresFailureOf } from './failures';
import { numbered } from './numbered';
import { SafePostgresql } from './safe-postgresql';
import { WRITTEN } from './record-rows';

/** How long a unit of work that was in another's way, or found no connection, is tried again before it is refused, ms. */
const PATIENCE_MS = 5_000;
/** Of these nothing was committed. */
const AGAIN = new Set(['conflict', 'busy', 'unreachable']);

function mayPass(error: unknown): boolean {
  // After an unanswered COMMIT it could be done twice; whoever asked asks again, and the receipt says what became of it.
  if (error instanceof DomainError || error instanceof CommitUnanswered) return false;
  const failure = postgresFailureOf(error);
  return failure !== null && AGAIN.has(failure);
}

/**
 * The same models on another engine: the types differ in what only PostgreSQL can be asked, which nobody here asks. Held by a test
 * of both clients' shapes.
 */
const asMapper = (client: PostgresqlClient): PrismaClient => client as unknown as PrismaClient;

/** Questions past the mapper: prepared once per connection of the pool. */
function preparedOn(pool: pg.Pool): Statements {
  const names = new Map<string, { name: string; text: string }>();
  return {
    async rows<Row>(sql: string, values: readonly SqlValue[]): Promise<Row[]> {
      const known = names.get(sql) ?? { name: `phien_${names.size}`, text: numbered(sql) };
      names.set(sql, known);
      return (await pool.query({ ...known, values: [...values], types })).rows as Row[];
    },
  };
}

/** The same inside a transaction, on its own connection. */
const statementsOf = (tx: Pick<PrismaClient, '$queryRawUnsafe'>): Statements => ({
  rows: <Row>(sql: string, values: readonly SqlValue[]) => tx.$queryRawUnsafe<Row[]>(numbered(sql), ...values),
});

// The adapters offer what the mapper uses; the types of the official one say more.
type Offered = NonNullable<NonNullable<ConstructorParameters<typeof PostgresqlClient>[0]>['adapter']>;
const openMapper = (pool: pg.Pool, onTime?: (at: number) => void): PrismaClient => asMapper(new PostgresqlClient({ adapter: new SafePostgresql(pool, onTime) as unknown as Offered }));

/** For questions alone. @param pool ended by `stop`. */
export function openPostgresqlReader(pool: pg.Pool): { reader: Db; stop(): Promise<void> } {
  const reads = openMapper(pool);
  return {
    reader: Object.assign(reads, { statements: preparedOn(pool) }) as Db,
    async stop() {
      await reads.$disconnect();
      await pool.end();
    },
  };
}

/**
 * The main database on PostgreSQL. Its one writer is held by a lock of the server, whichever process writes.
 * @param pools opened by who begins; `writer` has one connection, prepared with `WRITTEN_TABLE`. They are ended by `stop`. @param onTime as {@link SafePostgresql}.
 */
export function openPostgresql(pools: { writer: pg.Pool; reader: pg.Pool }, onTime?: (at: number) => void): Database {
  const writer = openMapper(pools.writer, onTime);
  const { reader, stop: stopReading } = openPostgresqlReader(pools.reader);
  let damaged = false;

  const judge = (error: unknown): unknown => {
    if (error instanceof DomainError) return error;
    if (error instanceof CommitUnanswered) return unknownEnd(error);
    const failure = postgresFailureOf(error);
    if (failure === 'damaged') damaged = true;
    switch (failure) {
      case null:
        return error;
      case 'full':
        return new DomainError('storage_full', 'storage.full', {}, { cause: error });
      case 'unreachable':
        return new DomainError('unavailable', 'storage.database_unreachable', {}, { cause: error });
      default:
        return new DomainError('unavailable', `storage.${failure === 'conflict' ? 'busy' : failure}`, {}, { cause: error });
    }
  };
  const attempt = <T>(work: (tx: Db) => Promise<T>): Promise<T> =>
    writer.$transaction((tx) => work(withStatements(tx, statementsOf(tx))), { maxWait: 30_000, timeout: 30_000 });

  return {
    reader,
    transaction: (work) =>
      patiently(PATIENCE_MS, () => attempt(work), mayPass).catch((error: unknown) => {
        throw judge(error);
      }),
    written: (tx) => tx.$queryRawUnsafe<RecordRow[]>(`SELECT kind, id, text FROM pg_temp.${WRITTEN} ORDER BY place`),
    judge,
    async condition() {
      return { readable: await answers(reader, judge), inPlace: true, damaged };
    },
    async stop() {
      await stopReading();
      await writer.$disconnect();
      await pools.writer.end();
    },
  };
}

const unknownEnd = (cause: CommitUnanswered): DomainError => new DomainError('unavailable', 'storage.unanswered', {}, { cause });
