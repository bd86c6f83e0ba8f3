import type { SqlValue } from '../../kernel/ports/database';
import { Thread } from '../thread';
import { CommitUnanswered, ConnectionLost } from './lost';
import type { ConnectionPlan, ResultSet, SqliteConnection, SqlQuery } from './sqlite-connection';
import type { SentError, SqliteReply, SqliteRequest } from './sqlite-worker';

/** A thread that was lost is started again after this time, ms, or with the next question. */
const RESTART_PAUSE_MS = 200;

type Asked = SqliteRequest extends infer R ? (R extends { id: number } ? Omit<R, 'id'> : never) : never;

interface Waiting {
  what: SqliteRequest['what'] | 'open';
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** A connection in a thread of its own. One that is lost is replaced; what was open on it is gone, and whoever waited is told. */
export class SqliteThread implements SqliteConnection {
  readonly readonly: boolean;
  readonly #thread: Thread<SqliteRequest, SqliteReply>;
  readonly #waiting = new Map<number, Waiting>();
  readonly #onFault: (message: string) => void;
  #lastId = 0;
  #isOpen = false;

  constructor(plan: ConnectionPlan, onFault: (message: string) => void = () => undefined) {
    this.readonly = plan.readonly;
    this.#onFault = onFault;
    this.#thread = new Thread({ name: 'sqlite-worker', data: () => plan, onReply: (reply) => this.#onReply(reply), onLost: (problem) => this.#onLost(problem) });
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** @throws what SQLite says of the file. */
  async open(): Promise<void> {
    const opened = new Promise((resolve, reject) => this.#waiting.set(0, { what: 'open', resolve, reject }));
    this.#thread.start().ref();
    try {
      await opened;
    } catch (error) {
      await this.#thread.stop();
      throw error;
    }
  }

  queryRaw(query: SqlQuery, inTransaction: boolean): Promise<ResultSet> {
    return this.ask({ what: 'queryRaw', query, inTransaction }) as Promise<ResultSet>;
  }

  executeRaw(query: SqlQuery, inTransaction: boolean): Promise<number> {
    return this.ask({ what: 'executeRaw', query, inTransaction }) as Promise<number>;
  }

  async executeScript(script: string): Promise<void> {
    await this.ask({ what: 'executeScript', script });
  }

  rows<Row>(sql: string, values: readonly SqlValue[], inTransaction: boolean): Promise<Row[]> {
    return this.ask({ what: 'rows', sql, values, inTransaction }) as Promise<Row[]>;
  }

  async begin(): Promise<void> {
    await this.ask({ what: 'begin' });
  }

  async commit(): Promise<void> {
    await this.ask({ what: 'commit' });
  }

  /** What was open on a connection that is lost has been taken back. */
  async rollback(): Promise<void> {
    await this.ask({ what: 'rollback' }).catch((error: unknown) => {
      if (!(error instanceof ConnectionLost)) throw error;
    });
  }

  async close(): Promise<void> {
    if (this.#isOpen) await this.ask({ what: 'close' }).catch((error: unknown) => this.#onFault(`database thread: ${String(error)}`));
    this.#isOpen = false;
    await this.#thread.stop();
    this.#refuse(new Error('stopped'));
  }

  /** All that is asked of the connection goes through here. */
  ask(asked: Asked): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      const id = this.#lastId;
      this.#thread.post({ id, ...asked } as SqliteRequest);
      this.#waiting.set(id, { what: asked.what, resolve, reject });
    });
  }

  #onReply(reply: SqliteReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (this.#waiting.size === 0) this.#thread.rest();
    const isOpening = reply.id === 0;
    if (isOpening) this.#isOpen = !('error' in reply);
    if (!('error' in reply)) waiting?.resolve(reply.value);
    else if (waiting) waiting.reject(received(reply.error));
    else if (isOpening) this.#onFault(`database thread does not open the database: ${reply.error.message}`);
  }

  #onLost(problem: Error): number {
    this.#isOpen = false;
    this.#onFault(`database thread ended; starting another: ${problem.message}`);
    this.#refuse(problem);
    return RESTART_PAUSE_MS;
  }

  #refuse(problem: Error): void {
    const lost = [...this.#waiting.values()];
    this.#waiting.clear();
    // Of a COMMIT nobody knows: it may have been on disk when the thread ended.
    for (const { what, reject } of lost) reject(what === 'commit' ? new CommitUnanswered(problem) : new ConnectionLost(problem));
  }
}

function received({ name, message, code, cause }: SentError): Error {
  // The thread it was begun in was lost, or SQLite took it back.
  if (name === 'TransactionOver') return new ConnectionLost(new Error(message));
  return Object.assign(new Error(message, cause === undefined ? {} : { cause }), { name }, code === undefined ? {} : { code });
}
