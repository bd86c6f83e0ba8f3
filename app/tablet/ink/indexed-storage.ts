/**
 * Ink in IndexedDB, one database per person on this device, every record sealed for that person. After a page was in the background on iPadOS its database
 * handle may be dead ("Connection to Indexed Database server lost"): every transaction is tried again on a fresh handle.
 */
import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import { decodeOp, encodeOp } from '@shared/protocol/ink';
import type { InkLayer, OpRecord } from '@shared/protocol/ink';
import { inkDatabase, SEALED_SINCE } from '../forget-device';
import { packed, unpacked, type Seal } from '../seal';
import type { InkHeads } from './ink-connection';
import { MemoryInkStorage, NO_HEADS, waitingDocsOf } from './ink-storage';
import type { InkStorage, KeptInk, KeptRecord, PendingOp } from './ink-storage';

/** What databases sort and find by lies open; all else is sealed. */
interface SealedOp {
  opId: string;
  doc: string;
  sealed: Uint8Array;
}

interface SealedRecord {
  doc: string;
  layer: InkLayer;
  seq: number;
  sealed: Uint8Array;
}

interface InkSchema extends DBSchema {
  outbox: { key: string; value: SealedOp; indexes: { doc: string } };
  log: { key: [string, InkLayer, number]; value: SealedRecord; indexes: { doc: string } };
  heads: { key: string; value: InkHeads & { doc: string } };
}

const VERSION = SEALED_SINCE;
const ATTEMPTS = 3;

const placeOfOp = (opId: string): string => `outbox ${opId}`;
const placeOfRecord = (doc: string, layer: InkLayer, seq: number): string => `log ${doc} ${layer} ${seq}`;

function sealOp(seal: Seal, { opId, doc, bytes, ...facts }: PendingOp): SealedOp {
  return { opId, doc, sealed: seal.close(placeOfOp(opId), packed(facts, bytes)) };
}

/** None where the record was sealed for somebody else or is damaged. */
function openOp(seal: Seal, { opId, doc, sealed }: SealedOp): PendingOp[] {
  const plain = seal.open(placeOfOp(opId), sealed);
  if (!plain) return [];
  const { facts, bytes } = unpacked(plain);
  // Written by this file, and only this key seals.
  return [{ opId, doc, bytes, ...(facts as Pick<PendingOp, 'layer' | 'order' | 'madeAt' | 'refusal'>) }];
}

function sealRecord(seal: Seal, doc: string, layer: InkLayer, { seq, opId, authorId, at, op }: OpRecord): SealedRecord {
  return { doc, layer, seq, sealed: seal.close(placeOfRecord(doc, layer, seq), packed({ opId, authorId, at }, encodeOp(op))) };
}

function openRecord(seal: Seal, { doc, layer, seq, sealed }: SealedRecord): KeptRecord[] {
  const plain = seal.open(placeOfRecord(doc, layer, seq), sealed);
  if (!plain) return [];
  const { facts, bytes } = unpacked(plain);
  const decoded = decodeOp(bytes);
  return decoded.ok ? [{ layer, record: { seq, op: decoded.value, ...(facts as Pick<OpRecord, 'opId' | 'authorId' | 'at'>) } }] : [];
}

/** Databases of version 1 kept everything open: what was not sent is sealed, the rest comes from the server again. */
async function sealOpenRecords(seal: Seal, transaction: IDBPTransaction<InkSchema, ('outbox' | 'log' | 'heads')[], 'versionchange'>): Promise<void> {
  const outbox = transaction.objectStore('outbox');
  const open = (await outbox.getAll()) as unknown as PendingOp[];
  await Promise.all([...open.map((op) => outbox.put(sealOp(seal, op))), transaction.objectStore('log').clear(), transaction.objectStore('heads').clear()]);
}

function open(seal: Seal): Promise<IDBPDatabase<InkSchema>> {
  return openDB<InkSchema>(inkDatabase(seal.personId), VERSION, {
    async upgrade(database, oldVersion, _newVersion, transaction) {
      if (oldVersion > 0) return sealOpenRecords(seal, transaction);
      database.createObjectStore('outbox', { keyPath: 'opId' }).createIndex('doc', 'doc');
      database.createObjectStore('log', { keyPath: ['doc', 'layer', 'seq'] }).createIndex('doc', 'doc');
      database.createObjectStore('heads', { keyPath: 'doc' });
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
    },
  });
}

const other = (layer: InkLayer): InkLayer => (layer === 'shared' ? 'private' : 'shared');

export class IndexedInkStorage implements InkStorage {
  readonly durable = true;
  readonly #seal: Seal;
  #database: IDBPDatabase<InkSchema> | null = null;

  private constructor(seal: Seal) {
    this.#seal = seal;
  }

  /** Opens the person's database, or falls back to memory where the browser has none; `durable` tells which. */
  static async open(seal: Seal): Promise<InkStorage> {
    const storage = new IndexedInkStorage(seal);
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
      const records = log.flatMap((kept) => openRecord(this.#seal, kept));
      const { epoch, shared, private: own } = heads ?? NO_HEADS;
      return { heads: { epoch, shared, private: own }, records, pending: outbox.flatMap((op) => openOp(this.#seal, op)).sort((a, b) => a.order - b.order) };
    });
  }

  async waitingDocs(): Promise<readonly string[]> {
    const sealed = await this.#run((database) => database.getAll('outbox'));
    return waitingDocsOf(sealed.flatMap((op) => openOp(this.#seal, op)));
  }

  async putPending(ops: readonly PendingOp[]): Promise<void> {
    const sealed = ops.map((op) => sealOp(this.#seal, op));
    await this.#run(async (database) => {
      const transaction = database.transaction('outbox', 'readwrite', { durability: 'strict' });
      await Promise.all([...sealed.map((op) => transaction.store.put(op)), transaction.done]);
    });
  }

  async dropPending(opIds: readonly string[]): Promise<void> {
    await this.#run(async (database) => {
      const transaction = database.transaction('outbox', 'readwrite');
      await Promise.all([...opIds.map((opId) => transaction.store.delete(opId)), transaction.done]);
    });
  }

  async apply(doc: string, layer: InkLayer, records: readonly OpRecord[], heads: InkHeads): Promise<void> {
    const sealed = records.map((record) => sealRecord(this.#seal, doc, layer, record));
    await this.#run(async (database) => {
      const transaction = database.transaction(['log', 'outbox', 'heads'], 'readwrite');
      const log = transaction.objectStore('log');
      const outbox = transaction.objectStore('outbox');
      const known = await transaction.objectStore('heads').get(doc);
      // Swept meanwhile, because the sign-in ended: what follows on nothing is not kept, and comes from the server again.
      const followsOn = records[0] === undefined || records[0].seq === (known?.[layer] ?? 0) + 1;
      const kept = followsOn ? [...sealed.map((record) => log.put(record)), transaction.objectStore('heads').put({ doc, ...heads, ...(known ? {} : { [other(layer)]: 0 }) })] : [];
      await Promise.all([...kept, ...records.map(({ opId }) => outbox.delete(opId)), transaction.done]);
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
        this.#database ??= await open(this.#seal);
        return await work(this.#database);
      } catch (error) {
        this.close();
        if (attempt >= ATTEMPTS || (error instanceof DOMException && error.name === 'QuotaExceededError')) throw error;
      }
    }
  }
}
