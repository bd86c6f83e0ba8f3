/** Long computations beside the event loop, each in a thread of its own. */
export interface Threads {
  /**
   * Runs one named job. @param input is copied to the thread.
   * @throws DomainError `unavailable`/`threads.busy` when too many wait, `threads.too_long` when it was stopped.
   */
  run<Result>(job: 'verify', input: unknown): Promise<Result>;
}
