/**
 * Ink in IndexedDB, one database per person on this device, every record sealed for that person. What is drawn while the page is being left is kept
 * aside in localStorage, which takes it at once, until the database has it.
 */
import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import { decodeOp, encodeOp } from '@shared/protocol/ink';
import type { InkLayer, OpRecord } from '@shared/protocol/ink';
import { DeviceDatabase } from '../device-database';
import { ASIDE, inkDatabase, SEALED_SINCE, SEALED_TEXT } from '../forget-device';
import { fromBase64, packed, toBase64, unpacked, type Seal } from '../seal';
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
  readonly #database: DeviceDatabase<InkSchema>;

  private constructor(seal: Seal) {
    this.#seal = seal;
    this.#database = new DeviceDatabase(() => open(seal));
  }

  /** The person's storage, or memory where the browser has none; `durable` tells which. Nothing is opened before it is needed. */
  static of(seal: Seal): InkStorage {
    return 'indexedDB' in globalThis ? new IndexedInkStorage(seal) : new MemoryInkStorage();
  }

  close(): void {
    this.#database.close();
  }

  load(doc: string): Promise<KeptInk> {
    return this.#database.run(async (begin) => {
      const transaction = begin(['heads', 'log', 'outbox']);
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
    const sealed = await this.#database.run((begin) => begin('outbox').store.getAll());
    return waitingDocsOf([...sealed.flatMap((op) => openOp(this.#seal, op)), ...this.#asideKeys().flatMap((key) => this.#readAside(key))]);
  }

  async putPending(ops: readonly PendingOp[]): Promise<void> {
    const sealed = ops.map((op) => sealOp(this.#seal, op));
    await this.#database.run(async (begin) => {
      const transaction = begin('outbox', 'readwrite', { durability: 'strict' });
      await Promise.all([...sealed.map((op) => transaction.store.put(op)), transaction.done]);
    });
    this.#dropAside(new Set(ops.map(({ opId }) => opId)));
  }

  async dropPending(opIds: readonly string[]): Promise<void> {
    this.#dropAside(new Set(opIds));
    await this.#database.run(async (begin) => {
      const transaction = begin('outbox', 'readwrite');
      await Promise.all([...opIds.map((opId) => transaction.store.delete(opId)), transaction.done]);
    });
  }

  async apply(doc: string, layer: InkLayer, records: readonly OpRecord[], heads: InkHeads): Promise<void> {
    const sealed = records.map((record) => sealRecord(this.#seal, doc, layer, record));
    await this.#database.run(async (begin) => {
      const transaction = begin(['log', 'outbox', 'heads'], 'readwrite');
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
    await this.#database.run(async (begin) => {
      const transaction = begin(['log', 'heads'], 'readwrite');
      const log = transaction.objectStore('log');
      const keys = await log.index('doc').getAllKeys(doc);
      await Promise.all([...keys.map((key) => log.delete(key)), transaction.objectStore('heads').put({ doc, ...NO_HEADS, epoch }), transaction.done]);
    });
  }

  aside(doc: string): readonly PendingOp[] {
    return this.#readAside(this.#asideKey(doc));
  }

  keepAside(ops: readonly PendingOp[]): void {
    for (const doc of new Set(ops.map((op) => op.doc))) {
      const known = this.aside(doc);
      const fresh = ops.filter((op) => op.doc === doc && !known.some(({ opId }) => opId === op.opId));
      this.#writeAside(this.#asideKey(doc), [...known, ...fresh]);
    }
  }

  #dropAside(opIds: ReadonlySet<string>): void {
    for (const key of this.#asideKeys()) {
      const known = this.#readAside(key);
      const left = known.filter(({ opId }) => !opIds.has(opId));
      if (left.length < known.length) this.#writeAside(key, left);
    }
  }

  #asideKey(doc: string): string {
    return `${ASIDE}${this.#seal.personId}.${doc}`;
  }

  #asideKeys(): string[] {
    const prefix = this.#asideKey('');
    try {
      return Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '').filter((key) => key.startsWith(prefix));
    } catch {
      return [];
    }
  }

  #readAside(key: string): PendingOp[] {
    try {
      const text = this.#seal.openText(key, (localStorage.getItem(key) ?? '').slice(SEALED_TEXT.length));
      // Written below, and only this key seals.
      return text === null ? [] : (JSON.parse(text) as (Omit<PendingOp, 'bytes'> & { bytes: string })[]).map((op) => ({ ...op, bytes: fromBase64(op.bytes) }));
    } catch {
      return [];
    }
  }

  #writeAside(key: string, ops: readonly PendingOp[]): void {
    try {
      if (ops.length === 0) localStorage.removeItem(key);
      else localStorage.setItem(key, SEALED_TEXT + this.#seal.closeText(key, JSON.stringify(ops.map((op) => ({ ...op, bytes: toBase64(op.bytes) })))));
    } catch {
      // Storage that is full or forbidden keeps nothing; the database is still asked.
    }
  }
}
