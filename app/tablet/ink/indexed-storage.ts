/**
 * Ink in IndexedDB, one database per person on this device. After a page was in the background on iPadOS its database
 * handle may be dead ("Connection to Indexed Database server lost"): every transaction is tried again on a fresh handle.
 */
import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import { decodeOp, encodeOp } from '@shared/protocol/ink';
import type { InkLayer, OpRecord } from '@shared/protocol/ink';
import type { InkHeads } from './ink-connection';
import { MemoryInkStorage, NO_HEADS, waitingDocsOf } from './ink-storage';
import type { InkStorage, KeptInk, PendingOp } from './ink-storage';

interface StoredRecord {
  doc: string;
  layer: InkLayer;
  seq: number;
  opId: string;
  authorId: string;
  at: number;
  bytes: Uint8Array;
}

interface InkSchema extends DBSchema {
  outbox: { key: string; value: PendingOp; indexes: { doc: string } };
  log: { key: [string, InkLayer, number]; value: StoredRecord; indexes: { doc: string } };
  heads: { key: string; value: InkHeads & { doc: string } };
}

const VERSION = 1;
const ATTEMPTS = 3;

function open(name: string): Promise<IDBPDatabase<InkSchema>> {
  return openDB<InkSchema>(name, VERSION, {
    upgrade(database) {
      database.createObjectStore('outbox', { keyPath: 'opId' }).createIndex('doc', 'doc');
      database.createObjectStore('log', { keyPath: ['doc', 'layer', 'seq'] }).createIndex('doc', 'doc');
      database.createObjectStore('heads', { keyPath: 'doc' });
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
    },
  });
}

export class IndexedInkStorage implements InkStorage {
  readonly durable = true;
  readonly #name: string;
  #database: IDBPDatabase<InkSchema> | null = null;

  private constructor(name: string) {
    this.#name = name;
  }

  /** Opens the person's database, or falls back to memory where the browser has none; `durable` tells which. */
  static async open(personId: string): Promise<InkStorage> {
    const storage = new IndexedInkStorage(`phien-ink-${personId}`);
    try {
      await storage.#run(async (database) => database.count('heads'));
      return storage;
    } catch {
      return new MemoryInkStorage();
    }
  }

  /** Closes the handle; the next call opens a new one. */
  close(): void {
    this.#database?.close();
    this.#database = null;
  }

  load(doc: string): Promise<KeptInk> {
    return this.#run(async (database) => {
      const transaction = database.transaction(['heads', 'log', 'outbox']);
      const [heads, log, outbox] = await Promise.all([
        transaction.objectStore('heads').get(doc),
        transaction.objectStore('log').index('doc').getAll(doc),
        transaction.objectStore('outbox').index('doc').getAll(doc),
        transaction.done,
      ]);
      const records = log.flatMap((kept) => {
        const decoded = decodeOp(kept.bytes);
        if (!decoded.ok) return [];
        const { seq, opId, authorId, at } = kept;
        return [{ layer: kept.layer, record: { seq, opId, authorId, at, op: decoded.value } }];
      });
      const { epoch, shared, private: own } = heads ?? NO_HEADS;
      return { heads: { epoch, shared, private: own }, records, pending: outbox.sort((a, b) => a.order - b.order) };
    });
  }

  async waitingDocs(): Promise<readonly string[]> {
    return waitingDocsOf(await this.#run((database) => database.getAll('outbox')));
  }

  async putPending(ops: readonly PendingOp[]): Promise<void> {
    await this.#run(async (database) => {
      const transaction = database.transaction('outbox', 'readwrite', { durability: 'strict' });
      await Promise.all([...ops.map((op) => transaction.store.put(op)), transaction.done]);
    });
  }

  async dropPending(opIds: readonly string[]): Promise<void> {
    await this.#run(async (database) => {
      const transaction = database.transaction('outbox', 'readwrite');
      await Promise.all([...opIds.map((opId) => transaction.store.delete(opId)), transaction.done]);
    });
  }

  async apply(doc: string, layer: InkLayer, records: readonly OpRecord[], heads: InkHeads): Promise<void> {
    await this.#run(async (database) => {
      const transaction = database.transaction(['log', 'outbox', 'heads'], 'readwrite');
      const log = transaction.objectStore('log');
      const outbox = transaction.objectStore('outbox');
      const writes: Promise<unknown>[] = records.flatMap((record) => {
        const { seq, opId, authorId, at } = record;
        return [log.put({ doc, layer, seq, opId, authorId, at, bytes: encodeOp(record.op) }), outbox.delete(opId)];
      });
      await Promise.all([...writes, transaction.objectStore('heads').put({ doc, ...heads }), transaction.done]);
    });
  }

  async reset(doc: string, epoch: string): Promise<void> {
    await this.#run(async (database) => {
      const transaction = database.transaction(['log', 'heads'], 'readwrite');
      const log = transaction.objectStore('log');
      const keys = await log.index('doc').getAllKeys(doc);
      await Promise.all([...keys.map((key) => log.delete(key)), transaction.objectStore('heads').put({ doc, ...NO_HEADS, epoch }), transaction.done]);
    });
  }

  async #run<T>(work: (database: IDBPDatabase<InkSchema>) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        this.#database ??= await open(this.#name);
        return await work(this.#database);
      } catch (error) {
        this.close();
        if (attempt >= ATTEMPTS || (error instanceof DOMException && error.name === 'QuotaExceededError')) throw error;
      }
    }
  }
}
