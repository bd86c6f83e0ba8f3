/** Locks of one browser: who asks waits until whoever holds the name is done. */
export class Locks {
  readonly #lines = new Map<string, Promise<unknown>>();

  request(name: string, { signal }: { signal: AbortSignal }, work: () => Promise<unknown>): Promise<unknown> {
    const turn = (this.#lines.get(name) ?? Promise.resolve()).then(() => {
      signal.throwIfAborted();
      return work();
    });
    this.#lines.set(name, turn.catch(() => undefined));
    return turn;
  }
}
