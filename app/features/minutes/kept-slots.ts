import type { KeptTexts } from '../../commands';
import { isKept, wordsPutIn, type KeptWriting } from './unsent';

/** The whole text kept by an earlier version of the program. */
interface KeptBefore {
  paragraphs: { id: string; text: string }[];
}

const nameOf = (minutesId: string): string => `minutes.${minutesId}`;

/** Every place where this device keeps something of these minutes. */
const namesOf = (texts: KeptTexts, minutesId: string): string[] => texts.list().flatMap(({ name }) => (name === nameOf(minutesId) || name.startsWith(`${nameOf(minutesId)}.written`) ? [name] : []));

const allKept = (texts: KeptTexts, minutesId: string): KeptWriting[] => namesOf(texts, minutesId).flatMap((name) => texts.read(name)?.value ?? []).filter(isKept);

/** The paragraphs as an earlier version of the program kept them. */
const keptBefore = (texts: KeptTexts, minutesId: string): KeptBefore['paragraphs'] => namesOf(texts, minutesId).flatMap((name) => texts.read<KeptBefore | KeptWriting>(name)?.value ?? []).flatMap((kept) => (isKept(kept) ? [] : kept.paragraphs));

/** What of these minutes is kept and can go out no more: words, and how many changes without any. */
export interface KeptLeft {
  words: string[];
  others: number;
}

/** @param paragraphs the text as it is stored. @param isClosed nothing more is written; else only what an earlier version of the program kept is left. @returns null where nothing is left. */
export function keptLeft(texts: KeptTexts, minutesId: string, paragraphs: readonly { id: string; text: string }[], isClosed: boolean): KeptLeft | null {
  const steps = isClosed ? allKept(texts, minutesId).flatMap(({ sent, waiting }) => [...(sent?.steps ?? []), ...waiting]) : [];
  const stored = new Map(paragraphs.map(({ id, text }) => [id, text]));
  const before = keptBefore(texts, minutesId).flatMap(({ id, text }) => (text === '' || stored.get(id) === text ? [] : [text]));
  const own = wordsPutIn(steps);
  return steps.length + before.length === 0 ? null : { words: [...own, ...before], others: steps.length - own.length };
}

/** @param which `before`: only what an earlier version of the program kept. */
export function forgetAllKept(texts: KeptTexts, minutesId: string, which: 'all' | 'before'): void {
  for (const name of namesOf(texts, minutesId)) if (which === 'all' || !isKept(texts.read(name)?.value)) texts.forget(name);
}

const ended = (signal: AbortSignal): Promise<unknown> => new Promise((resolve) => (signal.aborted ? resolve(null) : signal.addEventListener('abort', resolve)));

/**
 * Where one page keeps what it has not delivered: a slot of its own, so that two pages of one person forget nothing of each other. Who has a slot holds
 * the lock of that name as long as the page lives; what a page leaves behind is taken over by whichever gets its lock, once.
 */
export class KeptSlot {
  #name: string;
  #life: AbortController | null = null;

  constructor(private readonly texts: KeptTexts, private readonly personId: string, private readonly minutes: { id: string; href: string }, private readonly newId: () => string, private readonly locks = (): LockManager | undefined => navigator.locks) {
    this.#name = this.#newName();
  }

  readonly #newName = (): string => `${nameOf(this.minutes.id)}.written.${this.newId()}`;

  keep(kept: KeptWriting): boolean {
    return this.texts.keep(this.#name, kept, this.minutes.href);
  }

  forget(): void {
    this.texts.forget(this.#name);
  }

  /** Holds the slot, and takes over what other pages left: at once, or when they go. @param isFree resolves once something can be taken. @param take false: not now. */
  hold(isFree: () => Promise<void>, take: (kept: KeptWriting) => boolean): void {
    if (this.#life?.signal.aborted === false) return;
    // What it kept itself before it was released may be somebody else's by now.
    if (this.#life) this.#name = this.#newName();
    const { signal } = (this.#life = new AbortController());
    void this.#locked(this.#name, signal, () => ended(signal));
    for (const name of namesOf(this.texts, this.minutes.id)) if (name !== this.#name) void this.#locked(name, signal, () => this.#takeOver(name, { isFree, take, signal }));
  }

  release(): void {
    this.#life?.abort();
  }

  async #takeOver(name: string, { isFree, take, signal }: { isFree(): Promise<void>; take(kept: KeptWriting): boolean; signal: AbortSignal }): Promise<void> {
    while (isKept(this.texts.read(name)?.value)) {
      await Promise.race([isFree(), ended(signal)]);
      const kept = this.texts.read(name)?.value;
      if (signal.aborted || !isKept(kept)) return;
      // Its room is free before the words are kept again, under this page's name.
      this.texts.forget(name);
      if (take(kept)) return;
      this.texts.keep(name, kept, this.minutes.href);
    }
  }

  /** A device without locks knows nothing of other pages: there it goes on at once. */
  async #locked(name: string, signal: AbortSignal, work: () => Promise<unknown>): Promise<void> {
    const locks = this.locks();
    if (!locks) return void (await work());
    await locks.request(`phien.${this.personId}.${name}`, { signal }, work).catch(() => undefined);
  }
}
