import { counts, type Span, type Word } from './words';

/** A sentence must have so many words that say something to be known wherever it stands. */
const TELLING = 4;

const keysOf = (words: readonly Word[], { from, to }: Span): string[] => words.slice(from, to).filter(counts).map(({ key }) => key);

interface Sentence extends Span {
  readonly keys: readonly string[];
  readonly text: string;
}

/** Which sentence of the new version each of the old one has become. */
export class SentencePairs {
  readonly #old: Sentence[];
  readonly #new: Sentence[];
  /** Sentence of the new version by that of the old one, and back. */
  readonly #to: Int32Array;
  readonly #back: Int32Array;

  constructor({ old, new: fresh, spans }: { readonly old: readonly Word[]; readonly new: readonly Word[]; readonly spans: { readonly old: readonly Span[]; readonly new: readonly Span[] } }) {
    const read = (words: readonly Word[], from: readonly Span[]): Sentence[] => from.map((span) => {
      const keys = keysOf(words, span);
      return { ...span, keys, text: keys.join(' ') };
    });
    this.#old = read(old, spans.old);
    this.#new = read(fresh, spans.new);
    this.#to = new Int32Array(this.#old.length).fill(-1);
    this.#back = new Int32Array(this.#new.length).fill(-1);
  }

  /** Pairs, and whether one is doubtful: not word for word the same, and its neighbours did not come along (one will do where most words are the same). */
  * all(): Generator<[Span, Span, boolean]> {
    for (const [index, sentence] of this.#old.entries()) {
      const place = this.#to[index] ?? -1;
      const partner = this.#new[place];
      if (partner) yield [sentence, partner, sentence.text !== partner.text && this.#isDoubtful(index, place)];
    }
  }

  #isDoubtful(old: number, fresh: number): boolean {
    const atEdge = Number(old === 0 && fresh === 0) + Number(old === this.#old.length - 1 && fresh === this.#new.length - 1);
    const beside = this.#neighbours(old, fresh) + atEdge;
    return beside === 0 || (beside === 1 && likeness(this.#old[old]?.keys ?? [], this.#new[fresh]?.keys ?? []) < 0.85);
  }

  #pair(old: number, fresh: number): void {
    this.#to[old] = fresh;
    this.#back[fresh] = old;
  }

  #isFree(old: number, fresh: number): boolean {
    return this.#to[old] === -1 && this.#back[fresh] === -1;
  }

  /** Sentences word for word the same. */
  same(): void {
    const places = new Map<string, { old: number[]; new: number[] }>();
    const note = (side: 'old' | 'new') => ({ text }: Sentence, index: number): void => {
      if (text === '') return;
      const known = places.get(text) ?? { old: [], new: [] };
      known[side].push(index);
      places.set(text, known);
    };
    this.#old.forEach(note('old'));
    this.#new.forEach(note('new'));
    const shared = [...places.values()].filter((place) => place.old.length > 0 && place.new.length > 0);
    for (const { old: [old = 0, ...more], new: [fresh = 0, ...others] } of shared) {
      if (more.length === 0 && others.length === 0 && (this.#old[old]?.keys.length ?? 0) >= TELLING) this.#pair(old, fresh);
    }
    this.#grow();
    // Alike ones, as many as before: in their order, where their neighbours do not say otherwise.
    for (const place of shared) {
      const left = place.old.filter((index) => this.#to[index] === -1);
      const free = place.new.filter((index) => this.#back[index] === -1);
      if (left.length !== free.length) continue;
      const fits = left.map((old, rank) => this.#inOrder(old, free[rank] ?? 0));
      if (fits.every(Boolean)) left.forEach((old, rank) => this.#pair(old, free[rank] ?? 0));
    }
    this.#grow();
  }

  /** From pairs to their neighbours, as long as these are the same too. */
  #grow(): void {
    const step = (old: number, direction: 1 | -1): void => {
      let [left, right] = [old + direction, (this.#to[old] ?? -1) + direction];
      while (this.#old[left]?.text === this.#new[right]?.text && this.#old[left] !== undefined && this.#isFree(left, right)) {
        this.#pair(left, right);
        left += direction;
        right += direction;
      }
    };
    for (let old = 0; old < this.#old.length; old += 1) if (this.#to[old] !== -1) step(old, 1);
    for (let old = this.#old.length - 1; old >= 0; old -= 1) if (this.#to[old] !== -1) step(old, -1);
  }

  #nearest(map: Int32Array, from: number, direction: 1 | -1): number {
    for (let at = from + direction; at >= 0 && at < map.length; at += direction) if (map[at] !== -1) return map[at] ?? -1;
    return direction === 1 ? Infinity : -1;
  }

  /** Whether both stand between the same pairs. */
  #inOrder(old: number, fresh: number): boolean {
    return fresh > this.#nearest(this.#to, old, -1) && fresh < this.#nearest(this.#to, old, 1);
  }

  /** Sentences that were changed: best first, by shared words and by neighbours. */
  alike(): void {
    const oldFree = this.#old.flatMap(({ keys }, index) => (this.#to[index] === -1 && keys.length > 0 ? [index] : []));
    const newFree = this.#new.flatMap(({ keys }, index) => (this.#back[index] === -1 && keys.length > 0 ? [index] : []));
    const byPair = new Map<string, number[]>();
    for (const index of newFree) for (const gram of gramsOf(this.#new[index]?.keys ?? [])) {
      const known = byPair.get(gram);
      if (known) known.push(index);
      else byPair.set(gram, [index]);
    }
    const found: { old: number; fresh: number; score: number }[] = [];
    for (const old of oldFree) {
      const keys = this.#old[old]?.keys ?? [];
      const shared = new Map<number, number>();
      for (const gram of gramsOf(keys)) {
        const places = byPair.get(gram) ?? [];
        // What stands everywhere tells nothing.
        if (places.length <= 60) for (const fresh of places) shared.set(fresh, (shared.get(fresh) ?? 0) + 1);
      }
      const likely = [...shared].sort((a, b) => b[1] - a[1]).slice(0, 8).map(([fresh]) => fresh);
      for (const fresh of likely) {
        const other = this.#new[fresh]?.keys ?? [];
        const like = likeness(keys, other);
        const inOrder = this.#inOrder(old, fresh);
        if (like < (inOrder ? 0.4 : 0.6)) continue;
        found.push({ old, fresh, score: like + (inOrder ? 0.15 : 0) + 0.05 * this.#neighbours(old, fresh) });
      }
    }
    found.sort((a, b) => b.score - a.score || a.old - b.old);
    for (const { old, fresh } of found) if (this.#isFree(old, fresh)) this.#pair(old, fresh);
  }

  #neighbours(old: number, fresh: number): number {
    return Number(this.#to[old - 1] === fresh - 1 && fresh > 0) + Number(this.#to[old + 1] === fresh + 1);
  }
}

/** Pairs of words that follow each other; single words where there is one only. */
function gramsOf(keys: readonly string[]): Set<string> {
  if (keys.length === 1) return new Set(keys);
  return new Set(keys.slice(1).map((key, index) => `${keys[index] ?? ''} ${key}`));
}

/** Share of words that two sentences have in common, in order. */
const likeness = (left: readonly string[], right: readonly string[]): number => (2 * commonLength(left, right)) / (left.length + right.length);

/** Length of the longest common subsequence. */
function commonLength(left: readonly string[], right: readonly string[]): number {
  let row = new Uint16Array(right.length + 1);
  for (const key of left) {
    const next = new Uint16Array(right.length + 1);
    for (let at = 1; at <= right.length; at += 1) next[at] = key === right[at - 1] ? (row[at - 1] ?? 0) + 1 : Math.max(row[at] ?? 0, next[at - 1] ?? 0);
    row = next;
  }
  return row[right.length] ?? 0;
}
