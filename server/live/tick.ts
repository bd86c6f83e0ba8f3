/** Period of the fan-out, ms: what happens within one period goes out as one frame per receiver. */
export const TICK_MS = 16;
/** Period from {@link LARGE_AUDIENCE} receivers on. */
export const LARGE_TICK_MS = 33;
export const LARGE_AUDIENCE = 800;

/**
 * Calls `flush` at most once per period, and soon after the first request when the last flush is a period ago: a lone
 * stroke does not wait, a crowd is gathered. Nothing runs while nothing happens.
 */
export class Tick {
  readonly #flush: () => void;
  readonly #period: () => number;
  #last = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;
  #soon: NodeJS.Immediate | null = null;

  constructor(flush: () => void, period: () => number) {
    this.#flush = flush;
    this.#period = period;
  }

  request(): void {
    if (this.#timer !== null || this.#soon !== null) return;
    const wait = this.#last + this.#period() - performance.now();
    // The end of this turn of the loop, so that everything read from the sockets in it is gathered too.
    if (wait <= 0) this.#soon = setImmediate(this.#run);
    else this.#timer = setTimeout(this.#run, wait);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#soon !== null) clearImmediate(this.#soon);
    this.#timer = null;
    this.#soon = null;
  }

  readonly #run = (): void => {
    this.#timer = null;
    this.#soon = null;
    this.#last = performance.now();
    this.#flush();
  };
}
