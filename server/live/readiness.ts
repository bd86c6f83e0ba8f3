import { TELL_COUNTS_MS, type BoardTablet, type GonePerson, type TabletReadiness } from '../shared/protocol/readiness';
import type { Tablet } from './sink';

/** What tablets of one meeting said of themselves: in memory, one word each, gone with the connection or once it is old. No history. */
export class Readiness {
  readonly #said = new Map<string, BoardTablet>();
  readonly #own = new WeakMap<Tablet, string>();
  /** Since when people who had a tablet here have none, ms since 1970 (LR17). */
  readonly #gone = new Map<string, number>();

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
    this.#gone.delete(personId);
  }

  forget(tablet: Tablet, now: number): void {
    const key = this.#own.get(tablet);
    if (key !== undefined) this.#drop(key, now);
    this.#own.delete(tablet);
  }

  board(now: number): BoardTablet[] {
    for (const [key, { at }] of this.#said) if (now - at > TELL_COUNTS_MS) this.#drop(key, now);
    return [...this.#said.values()];
  }

  /** Who has a tablet here, and who had one. */
  people(now: number): { here: string[]; gone: GonePerson[] } {
    const here = new Set(this.board(now).map(({ personId }) => personId));
    return { here: [...here], gone: [...this.#gone].filter(([personId]) => !here.has(personId)).map(([personId, at]) => ({ personId, at })) };
  }

  #drop(key: string, now: number): void {
    const tablet = this.#said.get(key);
    this.#said.delete(key);
    if (tablet) this.#gone.set(tablet.personId, now);
  }
}
