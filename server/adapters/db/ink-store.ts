import { DomainError } from '../../kernel/errors';
import { uuidToBytes } from '../../shared/protocol/ink';
import { Thread } from '../thread';
import { placeOf } from './file-place';
import { InkQueue, type InkCall } from './ink-queue';
import { InkReader } from './ink-reader';
import { InkOpenError } from './ink-sqlite';
import type { AppendResult, InkCondition, InkHeads, InkSnapshot, InkViewer, OpStore, PendingOp, PrivateStream, StoredOp } from '../../kernel/ports/op-store';
import type { Forgotten } from './ink-forget';
import type { FilePlace } from './file-place';
import type { InkBelonging, InkFailure } from './ink-sqlite';
import type { InkWorkerData, InkWorkerReply, InkWorkerRequest } from './ink-worker';

export interface InkStoreOptions {
  /** Path of `ink.sqlite`; made when missing. */
  file: string;
  /** Server time in ms. */
  now: () => number;
  /** Upper bound of the file in bytes, null for none. */
  maxBytes?: number | null;
  /** Installation the log must belong to; absent: any. */
  belonging?: InkBelonging;
  /** A log up to this size is read through when it is opened, bytes; a bigger one is left to the checks of the running server. */
  checkBytes?: number;
  /** How long a foreign lock is waited for, ms. */
  lockPatienceMs?: number;
  /** Operations that may wait for the disk before callers are told `ink.busy`. */
  queueLimit?: number;
  /** Another process moves the write-ahead log into the file. */
  shipped?: boolean;
  /** A worker that died, or a write that failed for a reason nobody foresaw. */
  onFault?: (message: string) => void;
}

const LOCK_PATIENCE_MS = 3_500;
const RESTART_PAUSE_MS = 200;
/** Read through within seconds; a start must not take longer than a supervisor waits. */
const CHECK_BYTES = 256 * 1024 * 1024;

/** Opens the ink log. @throws InkOpenError when it is not there, damaged, another installation's or newer; Error when it would not be durable. */
export async function openInkStore(options: InkStoreOptions): Promise<OpStore> {
  const store = new InkStore(options);
  await store.open();
  return store;
}

class InkStore implements OpStore {
  readonly #options: InkStoreOptions;
  readonly #queue: InkQueue;
  #inFlight: { id: number; calls: InkCall[] } | null = null;
  readonly #thread: Thread<InkWorkerRequest, InkWorkerReply>;
  /** Whether the thread has opened the log and takes batches. */
  #isReady = false;
  #opening: { resolve: () => void; reject: (error: Error) => void } | null = null;
  #nextId = 1;
  readonly #forgetting = new Map<number, { resolve: (gone: Forgotten) => void; reject: (error: Error) => void }>();
  #epoch = '';
  #reader: InkReader | null = null;
  #place: FilePlace | null = null;
  #closing: { promise: Promise<void>; done: () => void } | null = null;
  #idle: (() => void) | null = null;
  /** Documents whose stored ink cannot be read: out of service until the program starts again on a sound file. */
  readonly #damaged = new Set<string>();

  constructor(options: InkStoreOptions) {
    this.#options = options;
    this.#queue = new InkQueue(options.queueLimit);
    this.#thread = new Thread({ name: 'ink-worker', holdsOpen: true, data: (isFirst) => this.#data(isFirst), onReply: (reply) => this.#onReply(reply), onLost: (problem) => this.#onLost(problem) });
  }

  get epoch(): string {
    return this.#epoch;
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#opening = { resolve, reject };
      this.#thread.start();
    });
    this.#opening = null;
    this.#reader = new InkReader(this.#options.file);
    this.#place = placeOf(this.#options.file);
  }

  append(batch: readonly PendingOp[]): Promise<AppendResult[]> {
    if (batch.length === 0) return Promise.resolve([]);
    if (this.#closing !== null) return Promise.reject(new DomainError('unavailable', 'ink.closed'));
    if (batch.some(({ docId }) => this.#damaged.has(docId))) return Promise.reject(damaged());
    return this.#queue.add(batch, () => this.#sendNext());
  }

  async read(docId: string, layer: 'private' | 'shared', viewer: InkViewer, since: number, limit: number): Promise<StoredOp[]> {
    return this.#readOf(docId, (reader) => reader.read(docId, layer, viewer, since, limit));
  }

  async head(docId: string, viewer: InkViewer): Promise<InkHeads> {
    return this.#readOf(docId, (reader) => reader.head(docId, viewer));
  }

  async snapshot(docId: string, viewer: InkViewer): Promise<InkSnapshot> {
    return this.#readOf(docId, (reader) => ({ epoch: this.#epoch, ...reader.snapshot(docId, viewer) }));
  }

  async privateStreams(of: { owner: string } | { docIds: readonly string[] }, page: { after?: Pick<PrivateStream, 'docId' | 'owner'>; limit: number }): Promise<PrivateStream[]> {
    return this.#read((reader) => reader.privateStreams(of, page));
  }

  /** In the thread that alone writes, between two batches. */
  async forgetPrivate(streams: readonly Pick<PrivateStream, 'docId' | 'owner' | 'head'>[]): Promise<Forgotten> {
    if (streams.length === 0) return { streams: 0, operations: 0 };
    if (this.#closing !== null) throw new DomainError('unavailable', 'ink.closed');
    if (!this.#isReady) throw new DomainError('unavailable', 'ink.worker_lost');
    const id = this.#nextId;
    this.#nextId += 1;
    return new Promise((resolve, reject) => {
      this.#forgetting.set(id, { resolve, reject });
      this.#thread.post({ type: 'forget', id, streams: streams.map(({ docId, owner, head }) => ({ docId, owner, head })) });
    });
  }

  get condition(): InkCondition {
    return { writing: this.#isReady, readable: this.#reader?.answers === true, inPlace: this.#place?.holds === true, damaged: [...this.#damaged], waiting: this.#queue.waiting };
  }

  takeOut(docId: string, reason: string): void {
    if (this.#damaged.has(docId)) return;
    this.#damaged.add(docId);
    this.#options.onFault?.(`ink of document ${docId} is out of service: ${reason}`);
  }

  async backup(file: string): Promise<void> {
    await this.#read((reader) => reader.backup(file));
  }

  async close(): Promise<void> {
    if (this.#closing === null) {
      let done: () => void = () => undefined;
      const promise = new Promise<void>((resolve) => (done = resolve));
      this.#closing = { promise, done };
      if (this.#inFlight !== null || !this.#queue.isEmpty) await new Promise<void>((resolve) => (this.#idle = resolve));
      this.#reader?.close();
      this.#reader = null;
      if (this.#isReady) this.#thread.post({ type: 'close' });
      else done();
    }
    await this.#closing.promise;
    await this.#thread.stop();
  }

  async #read<T>(work: (reader: InkReader) => T | Promise<T>): Promise<T> {
    if (this.#reader === null) throw new DomainError('unavailable', 'ink.closed');
    return work(this.#reader);
  }

  async #readOf<T>(docId: string, work: (reader: InkReader) => T): Promise<T> {
    if (this.#damaged.has(docId)) throw damaged();
    try {
      return await this.#read(work);
    } catch (error) {
      if (error instanceof DomainError && error.reason === 'ink.damaged') this.takeOut(docId, String(error.cause));
      throw error;
    }
  }

  /** @param isFirst a later one finds the log in use: it must be there, and was read through already. */
  #data(isFirst: boolean): InkWorkerData {
    const { belonging, checkBytes } = this.#options;
    return {
      file: this.#options.file,
      maxBytes: this.#options.maxBytes ?? null,
      belonging: belonging ? { id: belonging.id, fresh: isFirst && belonging.fresh } : null,
      checkBytes: isFirst ? (checkBytes ?? CHECK_BYTES) : -1,
      lockPatienceMs: this.#options.lockPatienceMs ?? LOCK_PATIENCE_MS,
      shipped: this.#options.shipped ?? false,
    };
  }

  #onReply(reply: InkWorkerReply): void {
    if (reply.type === 'ready') {
      this.#isReady = true;
      this.#epoch = reply.epoch;
      this.#opening?.resolve();
      this.#sendNext();
    } else if (reply.type === 'failed_to_open') {
      if (this.#opening) this.#opening.reject(new InkOpenError(reply.problem, reply.message));
      else this.#options.onFault?.(`ink worker does not start: ${reply.message}`);
    } else if (reply.type === 'closed') this.#closing?.done();
    else if (reply.type === 'forgotten') this.#settle(reply.id, (call) => call.resolve(reply.gone));
    else if (reply.type === 'refused' && this.#forgetting.has(reply.id)) this.#settle(reply.id, (call) => call.reject(refusal(reply.failure)));
    else this.#onOutcome(reply);
  }

  #settle(id: number, how: (call: { resolve: (gone: Forgotten) => void; reject: (error: Error) => void }) => void): void {
    const call = this.#forgetting.get(id);
    this.#forgetting.delete(id);
    if (call) how(call);
  }

  /** What was in flight may or may not be in the log: nothing is acknowledged, and the clients' retries find out. */
  #onLost(problem: Error): number | null {
    if (this.#opening) {
      this.#opening.reject(problem);
      return null;
    }
    // One that did not even open the log: those who wait are not let wait for the next as well.
    const lost = [...(this.#inFlight?.calls ?? []), ...(this.#isReady ? [] : this.#queue.takeAll())];
    this.#isReady = false;
    this.#inFlight = null;
    for (const id of [...this.#forgetting.keys()]) this.#settle(id, (call) => call.reject(new DomainError('unavailable', 'ink.worker_lost')));
    this.#queue.refuse(lost, new DomainError('unavailable', 'ink.worker_lost'));
    this.#signalIdle();
    if (this.#closing !== null && this.#queue.isEmpty) {
      this.#closing.done();
      return null;
    }
    this.#options.onFault?.(`ink worker ended; starting another: ${problem.message}`);
    return RESTART_PAUSE_MS;
  }

  #sendNext(): void {
    if (!this.#isReady || this.#inFlight !== null || this.#queue.isEmpty) return;
    const calls = this.#queue.nextGroup();
    const id = this.#nextId;
    this.#nextId += 1;
    this.#inFlight = { id, calls };
    const rows = calls.flatMap((call) => call.batch).map((op) => ({
      docId: op.docId,
      layer: op.layer === 'shared' ? (1 as const) : (0 as const),
      opId: uuidToBytes(op.opId),
      authorId: op.authorId,
      body: op.body,
      targets: op.targets.map(uuidToBytes),
    }));
    this.#thread.post({ type: 'append', id, at: this.#options.now(), rows });
  }

  #onOutcome(reply: Extract<InkWorkerReply, { type: 'appended' | 'refused' }>): void {
    const flight = this.#inFlight;
    if (flight === null || flight.id !== reply.id) return;
    this.#inFlight = null;
    this.#sendNext();
    if (reply.type === 'refused') {
      this.#options.onFault?.(`ink log: ${reply.failure}: ${reply.message}`);
      this.#queue.refuse(flight.calls, refusal(reply.failure));
    } else {
      for (const docId of reply.damaged) this.takeOut(docId, 'what is stored of it cannot be read');
      this.#queue.answer(flight.calls, reply.outcomes, ({ batch }) => (batch.some(({ docId }) => this.#damaged.has(docId)) ? damaged() : null));
    }
    this.#signalIdle();
  }

  #signalIdle(): void {
    if (this.#inFlight === null && this.#queue.isEmpty) this.#idle?.();
  }
}

const refusal = (failure: InkFailure): DomainError =>
  failure === 'storage_full' ? new DomainError('storage_full', 'ink.storage_full') : new DomainError('unavailable', failure === 'locked' ? 'ink.locked' : 'ink.failed');

const damaged = (): DomainError => new DomainError('unavailable', 'ink.damaged');
