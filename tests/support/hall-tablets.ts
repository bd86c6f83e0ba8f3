import type { ChildProcess } from 'node:child_process';
import { startChild } from './child-words';
import type { Holder } from './voting-hall';

export type Side = 'for' | 'against' | 'abstain';

/** One ballot under one id, as often as it was sent. */
export interface SentBallot {
  commandId: string;
  choice: Side;
  /** Of a sealed one. */
  tracker: string | null;
  /** Which time the voter voted: of one time all were under way at once. */
  time: number;
  isAcknowledged: boolean;
  refusal: string | null;
  /** Answers that say something else than the first one did. */
  otherAnswers: number;
}

export interface VoterHistory {
  personId: string;
  sent: SentBallot[];
}

export interface VoteOrder {
  do: 'vote';
  questionId: string;
  publicKey: string | null;
  /** Everybody has begun after it, ms. */
  withinMs: number;
  /** Shares of voters: the same sent twice at once; two tablets at once; voted once more afterwards. */
  twice: number;
  devices: number;
  again: number;
  /** The control: a ballot is taken as acknowledged as soon as it is on its way, and never sent again. */
  isEager: boolean;
  /** Every n-th of the tablets only. */
  every: number;
}

export type TabletsOrder =
  | { do: 'come'; port: number; meetingId: string; holders: Holder[]; seed: number }
  | VoteOrder
  /** Every other tablet has no network for so long; nothing is told to anybody about it. */
  | { do: 'dark'; ms: number }
  /** One of them asks for the floor, and takes it back. */
  | { do: 'ask for the floor'; itemId: string }
  | { do: 'state' };

/** What a tablet shows. */
export interface Shown {
  personId: string;
  seq: number;
  /** Of the whole picture, but for the moment it was taken. */
  hash: string;
  /** The results of the current item, as text. */
  decided: string;
  /** Length of the picture as it came. */
  characters: number;
}

export interface TabletsWord {
  there?: number;
  /** A picture that all tablets have: its number, and when each had it. */
  shown?: { seq: number; at: number[] };
  voted?: { histories: VoterHistory[]; taps: number[] };
  asked?: { at: number };
  lit?: true;
  state?: Shown[];
  ready?: true;
  /** What came about that should not. */
  failed?: string;
}

const LIMIT_MS = 240_000;

/** Processes with the tablets of a hall. */
export class HallTablets {
  readonly #children: ChildProcess[];
  readonly #there: number[];
  readonly #listeners = new Set<(index: number, word: TabletsWord) => void>();
  #failed: string | null = null;
  /** A child that has not said it is ready takes no order; listened for from the beginning, whatever else is begun first. */
  readonly #ready: Promise<unknown>;

  constructor(processes: number) {
    this.#there = Array.from({ length: processes }, () => 0);
    this.#children = this.#there.map((_, index) => {
      const child = startChild('./hall-tablets-child.ts');
      child.on('message', (word: TabletsWord) => {
        if (word.there !== undefined) this.#there[index] = word.there;
        if (word.failed !== undefined) this.#failed ??= word.failed;
        for (const listener of [...this.#listeners]) listener(index, word);
      });
      return child;
    });
    this.#ready = this.next('ready');
  }

  get there(): number {
    return this.#there.reduce((sum, one) => sum + one, 0);
  }

  /** The same order to all. @returns nothing of what becomes of it. */
  tell(order: TabletsOrder): void {
    for (const child of this.#children) child.send(order);
  }

  async come(hall: { port: number; meetingId: string; holders: Holder[] }, seed: number): Promise<void> {
    await this.#ready;
    this.#children.forEach((child, index) => {
      const holders = hall.holders.filter((_, place) => place % this.#children.length === index);
      child.send({ do: 'come', port: hall.port, meetingId: hall.meetingId, holders, seed: seed * 10 + index } satisfies TabletsOrder);
    });
  }

  /** The next word of this kind from every process. */
  next<Key extends keyof TabletsWord>(key: Key, processes = this.#children.length): Promise<NonNullable<TabletsWord[Key]>[]> {
    return new Promise((resolve, reject) => {
      const words = new Map<number, NonNullable<TabletsWord[Key]>>();
      const end = (): void => {
        clearTimeout(timer);
        this.#listeners.delete(listener);
      };
      const timer = setTimeout(() => {
        end();
        reject(new Error(`tablets: ${key} in vain`));
      }, LIMIT_MS);
      const listener = (index: number, word: TabletsWord): void => {
        if (this.#failed !== null) {
          end();
          return reject(new Error(this.#failed));
        }
        const value = word[key];
        if (value === undefined || words.has(index)) return;
        words.set(index, value);
        if (words.size < processes) return;
        end();
        resolve([...words.values()]);
      };
      this.#listeners.add(listener);
    });
  }

  /** Only the first process is told. */
  tellOne(order: TabletsOrder): void {
    this.#children[0]?.send(order);
  }

  /** @returns ms until so many are there. */
  async reach(count: number, limitMs = 60_000): Promise<number> {
    const began = performance.now();
    while (this.there < count) {
      if (this.#failed !== null) throw new Error(this.#failed);
      if (performance.now() - began > limitMs) throw new Error(`${this.there} of ${count} tablets there after ${limitMs} ms`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return performance.now() - began;
  }

  end(): void {
    for (const child of this.#children) child.kill('SIGKILL');
  }
}
