import type { DBSchema, IDBPDatabase } from 'idb';
import { pageLife, SLEEP } from './page-life';

/** What the storage of the device has not done by then it is taken not to do: everything goes on without it. */
export const STORAGE_MS = 2_000;
/** So long a storage that was silent is not asked again, unless the page was away meanwhile. */
export const SILENT_MS = 20_000;
const ATTEMPTS = 3;

/** Begins a transaction that ends with the page: see `IDBPDatabase.transaction`. */
export type Begin<Schema extends DBSchema | unknown> = IDBPDatabase<Schema>['transaction'];

/**
 * A database of this device that never keeps anybody waiting. A transaction that is under way when WebKit puts the page away neither
 * commits nor aborts, and everything else on the database queues behind it for as long as half an hour: leaving aborts it and closes the
 * connection, and the work is done again when the page is back. A connection may be dead after the background as well ("Connection to
 * Indexed Database server lost"): failed work is tried again on a fresh one.
 */
export class DeviceDatabase<Schema extends DBSchema | unknown = unknown> {
  readonly #open: () => Promise<IDBPDatabase<Schema>>;
  readonly #patience: number;
  readonly #running = new Set<{ abort(): void }>();
  #opening: Promise<IDBPDatabase<Schema>> | null = null;
  #silent: { readonly until: number; readonly wakes: number } | null = null;

  /** @param patience ms after which the storage is taken for silent. */
  constructor(open: () => Promise<IDBPDatabase<Schema>>, patience = STORAGE_MS) {
    this.#open = open;
    this.#patience = patience;
  }

  /** Closes the connection and what is under way on it; the next call opens a new one. */
  close(): void {
    const opening = this.#opening;
    this.#opening = null;
    for (const transaction of this.#running) transaction.abort();
    this.#running.clear();
    pageLife.removeEventListener(SLEEP, this.#onSleep);
    void opening?.then(
      (database) => database.close(),
      () => undefined,
    );
  }

  /**
   * @param work may be run more than once; it begins its transactions with what it is given.
   * @throws when the storage failed, or did not answer in time while the page was awake.
   */
  async run<T>(work: (begin: Begin<Schema>, database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    for (let attempt = 1; ;) {
      await pageLife.awake;
      if (this.#isSilent()) throw new Error('the storage of this device does not answer');
      try {
        return await this.#within(this.#attempt(work));
      } catch (error) {
        this.close();
        // Cut off by leaving: that says nothing of the storage.
        if (pageLife.isAsleep) continue;
        if (attempt >= ATTEMPTS || this.#isSilent() || (error instanceof DOMException && error.name === 'QuotaExceededError')) throw error;
        attempt += 1;
      }
    }
  }

  async #attempt<T>(work: (begin: Begin<Schema>, database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    if (this.#opening === null) {
      this.#opening = this.#open();
      pageLife.addEventListener(SLEEP, this.#onSleep);
    }
    const database = await this.#opening;
    const begin = ((...parameters: Parameters<Begin<Schema>>) => {
      const transaction = database.transaction(...parameters);
      const entry = { abort: () => abort(transaction) };
      this.#running.add(entry);
      const over = (): void => void this.#running.delete(entry);
      transaction.done.then(over, over);
      return transaction;
    }) as Begin<Schema>;
    return work(begin, database);
  }

  #within<T>(working: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        if (!pageLife.isAsleep) this.#silent = { until: performance.now() + SILENT_MS, wakes: pageLife.wakes };
        reject(new Error('the storage of this device did not answer in time'));
      }, this.#patience);
      working.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }

  #isSilent(): boolean {
    return this.#silent !== null && this.#silent.wakes === pageLife.wakes && performance.now() < this.#silent.until;
  }

  readonly #onSleep = (): void => this.close();
}

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}
