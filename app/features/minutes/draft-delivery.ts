import type { PublicError } from '@shared/protocol/public-error';
import { unreachedError } from '../../commands';
import type { Draft } from './data';

/** One save on its way; sent again as it is until the server has answered, so that a lost answer is no second save. */
export interface Delivery {
  commandId: string;
  version: number;
  paragraphs: readonly Draft[];
}

export type DeliveryAnswer = { ok: true; version: number } | { ok: false; error: PublicError };

/** `waiting` is written and will be sent in a moment; `unsent` could not be sent and is tried again; `refused` needs the writer. */
export type DeliveryState = 'saved' | 'waiting' | 'sending' | 'unsent' | 'refused';

export interface DeliverySnapshot {
  paragraphs: readonly Draft[];
  /** Version of the stored text that what is written builds on. */
  version: number;
  state: DeliveryState;
  isDirty: boolean;
  error: PublicError | null;
  /** A newer text of somebody else, as long as nobody has chosen between the two. */
  theirs: { version: number; paragraphs: readonly Draft[] } | null;
  /** Whether the device keeps what is unsent. */
  isKept: boolean;
}

export interface DeliveryPort {
  deliver(delivery: Delivery): Promise<DeliveryAnswer>;
  /** @returns false where the device cannot keep it. */
  keep(version: number, paragraphs: readonly Draft[], sent: readonly Draft[] | null): boolean;
  forget(): void;
  newId(): string;
}

/** Milliseconds of stillness before a save, the longest wait while somebody goes on writing, and between two tries. */
export const PAUSE = { still: 2_500, longest: 15_000, retry: 10_000 } as const;

/** A text as the server keeps it; what it would clean away is no change. */
export const settled = (text: string): string => text.normalize('NFC').trim();
export const sameText = (a: readonly Draft[], b: readonly Draft[]): boolean =>
  a.length === b.length && a.every(({ id, text }, index) => id === b[index]?.id && settled(text) === settled(b[index]?.text ?? ''));

/** Refusals that pass by themselves or with the network; everything else waits for the writer. */
const isPassing = ({ code }: PublicError): boolean => ['unavailable', 'internal', 'rate_limited', 'unauthenticated', 'storage_full'].includes(code);

/**
 * The text of the minutes while it is written: saved by itself, one save on the way at a time, each built on the version
 * the last one made. Writing on during a save is no conflict with oneself, and nothing is replaced under the writer's hand.
 */
export class DraftDelivery {
  #base: { version: number; paragraphs: readonly Draft[] };
  #text: readonly Draft[];
  #theirs: DeliverySnapshot['theirs'] = null;
  #pending: Delivery | null = null;
  #running: Promise<void> | null = null;
  #error: PublicError | null = null;
  #isKept = true;
  #isStopped = false;
  #dirtySince: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #snapshot: DeliverySnapshot;
  readonly #listeners = new Set<() => void>();

  constructor(stored: { version: number; paragraphs: readonly Draft[] }, private readonly port: DeliveryPort) {
    this.#base = stored;
    this.#text = stored.paragraphs;
    this.#snapshot = this.#take();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): DeliverySnapshot => this.#snapshot;

  /** The writer changes the text. */
  write(change: (before: readonly Draft[]) => readonly Draft[]): void {
    this.#text = change(this.#text);
    if (this.#error && !isPassing(this.#error)) this.#error = null;
    this.#keep();
    this.#schedule();
    this.#tell();
  }

  /** What the page was just told is stored. */
  serverHas(version: number, paragraphs: readonly Draft[]): void {
    if (version <= this.#base.version || this.#running || this.#pending) return;
    if (!this.#isDirty() || sameText(paragraphs, this.#text)) {
      if (!sameText(paragraphs, this.#text)) this.#text = paragraphs;
      this.#base = { version, paragraphs };
      this.#theirs = null;
      this.#error = null;
      this.#keep();
    } else {
      this.#theirs = { version, paragraphs };
      clearTimeout(this.#timer);
    }
    this.#tell();
  }

  /** Goes on from the newest stored text with these paragraphs, chosen from both. */
  settle(paragraphs: readonly Draft[]): void {
    if (this.#theirs) this.#base = this.#theirs;
    this.#theirs = null;
    this.#error = null;
    this.write(() => paragraphs);
  }

  /** Sends now what is not stored. @returns the version that holds everything written, null where it is not stored. */
  async save(): Promise<number | null> {
    clearTimeout(this.#timer);
    for (let tries = 0; (this.#isDirty() || this.#pending) && !this.#theirs && tries < 5; tries += 1) {
      await (this.#running ?? this.#send());
      if (this.#error) return null;
    }
    return this.#isDirty() || this.#theirs ? null : this.#base.version;
  }

  /** Begins to save by itself. */
  start(): void {
    this.#isStopped = false;
    this.#schedule();
  }

  /** Sends what is there once more and rests. */
  stop(): void {
    void this.save();
    this.#isStopped = true;
  }

  #send(): Promise<void> {
    this.#pending ??= { commandId: this.port.newId(), version: this.#base.version, paragraphs: this.#text };
    const delivery = this.#pending;
    this.#keep();
    this.#running = this.port
      .deliver(delivery)
      .catch((): DeliveryAnswer => ({ ok: false, error: unreachedError() }))
      .then((answer) => {
        this.#running = null;
        this.#answered(delivery, answer);
      });
    this.#tell();
    return this.#running;
  }

  #answered(delivery: Delivery, answer: DeliveryAnswer): void {
    if (answer.ok) {
      this.#pending = null;
      this.#error = null;
      this.#base = { version: answer.version, paragraphs: delivery.paragraphs };
      this.#dirtySince = this.#isDirty() ? Date.now() : null;
      this.#schedule();
    } else {
      this.#error = answer.error;
      if (!isPassing(answer.error)) this.#pending = null;
      else if (!this.#isStopped) this.#timer = setTimeout(() => void this.save(), PAUSE.retry);
    }
    this.#keep();
    this.#tell();
  }

  #isDirty(): boolean {
    return !sameText(this.#text, this.#base.paragraphs);
  }

  #schedule(): void {
    if (this.#isStopped || this.#running || this.#theirs || (this.#error && isPassing(this.#error))) return;
    clearTimeout(this.#timer);
    if (!this.#isDirty()) {
      this.#dirtySince = null;
      return;
    }
    this.#dirtySince ??= Date.now();
    const wait = Math.max(0, Math.min(PAUSE.still, this.#dirtySince + PAUSE.longest - Date.now()));
    this.#timer = setTimeout(() => void this.save(), wait);
  }

  #keep(): void {
    if (this.#isDirty() || this.#pending) this.#isKept = this.port.keep(this.#base.version, this.#text, this.#pending?.paragraphs ?? null);
    else {
      this.#isKept = true;
      this.port.forget();
    }
  }

  #take(): DeliverySnapshot {
    const isDirty = this.#isDirty();
    const state = this.#running ? 'sending' : this.#error ? (isPassing(this.#error) ? 'unsent' : 'refused') : isDirty ? 'waiting' : 'saved';
    return { paragraphs: this.#text, version: this.#base.version, state, isDirty, error: this.#error, theirs: this.#theirs, isKept: this.#isKept };
  }

  #tell(): void {
    this.#snapshot = this.#take();
    for (const listener of this.#listeners) listener();
  }
}
