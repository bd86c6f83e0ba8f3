import { DomainError } from '../errors';
import type { Progress } from './repository';

/** Why an attempt was ended from outside. */
export type Cut = 'cancelled' | 'too_slow' | 'lost' | 'stopping';

/** How long an attempt that was told to end may take for it before nobody waits any more, ms. */
const GRACE_MS = 5_000;

/** One attempt at work in this process: its signal, how far it is, and how it ends. */
export class Attempt {
  readonly #ending = new AbortController();
  readonly #timer: NodeJS.Timeout;
  cut: Cut | null = null;
  progress: Progress = { done: null, total: null };
  /** By the monotonic clock, ms: until when it is held. */
  heldUntil: number;
  /** What was said of its progress is not written down yet. */
  isAhead = false;

  constructor(
    readonly id: string,
    readonly kind: string,
    timeMs: number,
    heldUntil: number,
  ) {
    this.heldUntil = heldUntil;
    this.#timer = setTimeout(() => this.end('too_slow'), timeMs);
    this.#timer.unref();
  }

  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  end(cut: Cut): void {
    this.cut ??= cut;
    this.#ending.abort(new DomainError('unavailable', `jobs.${cut}`));
  }

  say(done: number, total: number): void {
    this.progress = { done, total };
    this.isAhead = true;
  }

  /** Does the work; what does not hear its signal is given up. @throws whatever it throws, or why it was ended. */
  async do<T>(work: () => Promise<T>): Promise<T> {
    let given: NodeJS.Timeout | undefined;
    const deaf = new Promise<never>((_, reject) => {
      this.signal.addEventListener('abort', () => {
        given = setTimeout(() => reject(this.signal.reason as Error), GRACE_MS);
        given.unref();
      });
    });
    try {
      return await Promise.race([work(), deaf]);
    } finally {
      clearTimeout(this.#timer);
      clearTimeout(given);
    }
  }
}
