import { TELL_COUNTS_MS, type BoardTablet, type TabletReadiness } from '../shared/protocol/readiness';
import type { Tablet } from './sink';

/** What tablets of one meeting said of themselves: in memory, one word each, gone with the connection or once it is old. No history. */
export class Readiness {
  readonly #said = new Map<string, BoardTablet>();
  readonly #own = new WeakMap<Tablet, string>();

  /** @param tablet the connection it came by; null: told to another process. @param now ms since 1970. */
  tell(tablet: Tablet | null, personId: string, { tablet: id, ...said }: TabletReadiness, now: number): void {
    // Nobody speaks for somebody else's tablet.
    const key = `${personId} ${id}`;
    if (tablet) {
      const before = this.#own.get(tablet);
      if (before !== undefined && before !== key) this.#said.delete(before);
      this.#own.set(tablet, key);
    }
    this.#said.set(key, { personId, ...said, at: now });
  }

  forget(tablet: Tablet): void {
    const key = this.#own.get(tablet);
    if (key !== undefined) this.#said.delete(key);
    this.#own.delete(tablet);
  }

  board(now: number): BoardTablet[] {
    for (const [key, { at }] of this.#said) if (now - at > TELL_COUNTS_MS) this.#said.delete(key);
    return [...this.#said.values()];
  }
}
