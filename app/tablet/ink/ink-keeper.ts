/**
 * What an ink client keeps on this device: one write after the other, what is on its way kept aside when the page may be stopped, and a
 * storage that fails or is silent left alone for a while. A failure turns the promise of safety off, never the drawing.
 */
import { pageLife, SLEEP, WAKE } from '../page-life';
import { NO_HEADS } from './ink-storage';
import type { InkStorage, KeptInk, PendingOp } from './ink-storage';

/** How long a storage that failed is left alone. */
const AGAIN_MS = 30_000;

export interface KeeperPort {
  /** Whether what is drawn survives this window changed. */
  onDurable(durable: boolean): void;
  /** Operations the storage should have: what waits and what was refused. */
  waiting(): readonly PendingOp[];
  /** Found in a storage that answers again. */
  takeUp(pending: readonly PendingOp[]): void;
}

export class InkKeeper {
  readonly #doc: string;
  readonly #storage: InkStorage;
  readonly #port: KeeperPort;
  /** Made here and not in the storage yet. */
  readonly #unkept = new Map<string, PendingOp>();
  #writing: Promise<unknown> = Promise.resolve();
  #again: ReturnType<typeof setTimeout> | null = null;
  #hasFailed = false;
  #isOver = false;

  constructor(doc: string, storage: InkStorage, port: KeeperPort) {
    this.#doc = doc;
    this.#storage = storage;
    this.#port = port;
  }

  /** Begins: what this device knows, operations in the order they were made; nothing where the storage does not say. */
  async load(): Promise<KeptInk> {
    pageLife.addEventListener(SLEEP, this.#onSleep);
    pageLife.addEventListener(WAKE, this.#onWake);
    try {
      return await this.#read();
    } catch {
      this.#failed();
      return { heads: NO_HEADS, records: [], pending: this.#storage.aside(this.#doc) };
    }
  }

  /** Writes after what is being written. */
  keep(work: (storage: InkStorage) => Promise<void>): void {
    this.#write(work).catch(() => undefined);
  }

  /** Resolves when the operations are stored, or cannot be. */
  put(ops: readonly PendingOp[]): Promise<void> {
    return this.#put(ops).catch(() => undefined);
  }

  /** Resolves when everything is written, or never will be. */
  async end(): Promise<void> {
    this.#isOver = true;
    if (this.#again !== null) clearTimeout(this.#again);
    pageLife.removeEventListener(SLEEP, this.#onSleep);
    pageLife.removeEventListener(WAKE, this.#onWake);
    await this.#writing;
  }

  async #read(): Promise<KeptInk> {
    const kept = await this.#storage.load(this.#doc);
    const aside = this.#storage.aside(this.#doc).filter(({ opId }) => !kept.pending.some((one) => one.opId === opId));
    if (aside.length > 0 && !this.#isOver) void this.put(aside);
    return { ...kept, pending: [...kept.pending, ...aside].sort((a, b) => a.order - b.order) };
  }

  #write(work: (storage: InkStorage) => Promise<void>): Promise<void> {
    const next = this.#writing.then(() => work(this.#storage));
    this.#writing = next.catch(() => this.#failed());
    return next;
  }

  /** A page on its way out may get no further than the second line. */
  #put(ops: readonly PendingOp[]): Promise<void> {
    for (const op of ops) this.#unkept.set(op.opId, op);
    if (pageLife.isAsleep) this.#storage.keepAside(ops);
    return this.#write(async (storage) => {
      await storage.putPending(ops);
      for (const { opId } of ops) this.#unkept.delete(opId);
    });
  }

  readonly #onSleep = (): void => this.#storage.keepAside([...this.#unkept.values()]);

  readonly #onWake = (): void => {
    if (this.#hasFailed) void this.#tryAgain();
  };

  #failed(): void {
    this.#hasFailed = true;
    this.#port.onDurable(false);
    if (this.#isOver || !this.#storage.durable) return;
    this.#again ??= setTimeout(() => {
      this.#again = null;
      void this.#tryAgain();
    }, AGAIN_MS);
  }

  async #tryAgain(): Promise<void> {
    if (this.#isOver || !this.#storage.durable) return;
    try {
      this.#port.takeUp((await this.#read()).pending);
      await this.#put(this.#port.waiting());
      this.#hasFailed = false;
      this.#port.onDurable(true);
    } catch {
      this.#failed();
    }
  }
}
