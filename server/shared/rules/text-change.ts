/**
 * A change of one text from its beginning to its end, in UTF-16 units: a positive number keeps so many, a negative one takes so many out, words
 * are put in. Words that take the place of others stand before them. It fits one length of text and no other.
 */
export type TextChange = readonly (number | string)[];

class Builder {
  readonly parts: (number | string)[] = [];

  add(part: number | string): void {
    if (part === 0 || part === '') return;
    const { parts } = this;
    const last = parts.at(-1);
    if (typeof part === 'string') {
      const at = typeof last === 'number' && last < 0 ? parts.length - 2 : parts.length - 1;
      const before = parts[at];
      if (typeof before === 'string') parts[at] = before + part;
      else parts.splice(at + 1, 0, part);
    } else if (typeof last === 'number' && (last > 0) === (part > 0)) parts[parts.length - 1] = last + part;
    else parts.push(part);
  }
}

/** Walks through the parts of a change, as many units at once as both sides of a comparison allow. */
class Walk {
  #index = 0;
  #used = 0;
  constructor(private readonly parts: TextChange) {}

  get part(): number | string | null {
    return this.parts[this.#index] ?? null;
  }

  /** Units left in the part; 0 at the end. */
  get left(): number {
    const { part } = this;
    return part === null ? 0 : (typeof part === 'string' ? part.length : Math.abs(part)) - this.#used;
  }

  take(units: number): number | string {
    const { part } = this;
    const from = this.#used;
    if (part === null) throw new RangeError('the change ends before the text');
    if (units === this.left) {
      this.#index += 1;
      this.#used = 0;
    } else this.#used += units;
    return typeof part === 'string' ? part.slice(from, from + units) : Math.sign(part) * units;
  }
}

/** The change made of these parts in the one form it has. */
export function changeOf(parts: TextChange): TextChange {
  const built = new Builder();
  for (const part of parts) built.add(part);
  return built.parts;
}

export const lengthBefore = (change: TextChange): number => change.reduce<number>((sum, part) => sum + (typeof part === 'string' ? 0 : Math.abs(part)), 0);
export const changesNothing = (change: TextChange): boolean => change.every((part) => typeof part === 'number' && part > 0);
export const putsIn = (change: TextChange): boolean => change.some((part) => typeof part === 'string');

/** @throws RangeError where the change is one of a text of another length. */
export function changed(text: string, change: TextChange): string {
  if (lengthBefore(change) !== text.length) throw new RangeError('the change is one of another text');
  let at = 0;
  return change
    .map((part) => {
      if (typeof part === 'string') return part;
      at += Math.abs(part);
      return part > 0 ? text.slice(at - part, at) : '';
    })
    .join('');
}

/** Both changes, one after the other, as one. */
export function composed(first: TextChange, second: TextChange): TextChange {
  const [a, b, built] = [new Walk(first), new Walk(second), new Builder()];
  while (a.part !== null || b.part !== null) {
    if (typeof a.part === 'number' && a.part < 0) built.add(a.take(a.left));
    else if (typeof b.part === 'string') built.add(b.take(b.left));
    else {
      const units = Math.min(a.left, b.left);
      const [kept, then] = [a.take(units), b.take(units) as number];
      if (then > 0) built.add(kept);
      else if (typeof kept === 'number') built.add(-units);
    }
  }
  return built.parts;
}

/** What `change` is behind `over`, where both were made of the same text. @param isFirst its words stand before others put in at the same place. */
export function mapped(change: TextChange, over: TextChange, isFirst: boolean): TextChange {
  const [a, b, built] = [new Walk(change), new Walk(over), new Builder()];
  while (a.part !== null || b.part !== null) {
    if (typeof a.part === 'string' && (isFirst || typeof b.part !== 'string')) built.add(a.take(a.left));
    else if (typeof b.part === 'string') built.add((b.take(b.left) as string).length);
    else {
      const units = Math.min(a.left, b.left);
      const [own, other] = [a.take(units) as number, b.take(units) as number];
      if (other > 0) built.add(own);
    }
  }
  return built.parts;
}

/** What takes a change of this text back. */
export function inverted(change: TextChange, text: string): TextChange {
  const built = new Builder();
  let at = 0;
  for (const part of change) {
    if (typeof part === 'string') built.add(-part.length);
    else {
      at += Math.abs(part);
      built.add(part > 0 ? part : text.slice(at + part, at));
    }
  }
  return built.parts;
}

/** Where a place in the text is behind the change: what is put in right there comes behind the place. */
export function placeBehind(place: number, change: TextChange): number {
  let [read, written] = [0, 0];
  for (const part of change) {
    if (read > place || (read === place && typeof part === 'string')) break;
    if (typeof part === 'string') written += part.length;
    else {
      const units = Math.min(Math.abs(part), place - read);
      read += Math.abs(part);
      if (part > 0) written += units;
    }
  }
  return written;
}

const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;

/**
 * The one stretch in which two texts differ, as a change; no pair of units is torn.
 * @param caret in `after`, behind what was typed: where the same words stand side by side, it tells which of them are new.
 */
export function changeBetween(before: string, after: string, caret = after.length): TextChange {
  const most = Math.min(before.length, after.length);
  const behind = after.length - caret;
  const isTyped = caret < after.length && behind <= most && before.endsWith(after.slice(caret));
  let start = 0;
  while (start < (isTyped ? most - behind : most) && before[start] === after[start]) start += 1;
  while (start > 0 && (isLow(before.charCodeAt(start)) || isLow(after.charCodeAt(start)))) start -= 1;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  while (end > 0 && isLow(before.charCodeAt(before.length - end))) end -= 1;
  return changeOf([start, after.slice(start, after.length - end), -(before.length - end - start), end]);
}
