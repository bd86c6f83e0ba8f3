import type { DocumentView } from '../pdf/document';
import { isName, isObjectKind } from '../pdf/objects';
import type { PdfObject } from '../pdf/objects';

const MAX_DEPTH = 200;

/** Calls `found` for every reference inside a value, with the keys that lead to it (`Resources/XObject`; arrays have none). */
export function eachReference(value: PdfObject, found: (num: number, path: string) => void, path = '', depth = 0): void {
  if (depth > MAX_DEPTH || value === null || typeof value !== 'object') return;
  if (value.kind === 'ref') found(value.num, path);
  else if (value.kind === 'array') for (const item of value.items) eachReference(item, found, path, depth + 1);
  else if (value.kind === 'dict') for (const [key, item] of value.entries) eachReference(item, found, path === '' ? key : `${path}/${key}`, depth + 1);
  else if (value.kind === 'stream') eachReference(value.dict, found, path, depth + 1);
}

/** What the dictionary of a cross-reference stream names as a trailer; a stream names nothing under these keys that is shown. */
const TRAILER = new Set(['Root', 'Info', 'Encrypt']);
const isTrailer = (value: PdfObject): boolean => isObjectKind(value, 'stream') && isName(value.dict.entries.get('Type'), 'XRef');

/**
 * Where the objects of a file are named. An object that may change after signing must not be used anywhere else: a file can be
 * prepared so that its metadata, or a list of certificates, is also what a page shows.
 */
export class Uses {
  private readonly named = new Set<number>();
  private readonly places = new Map<number, Set<string>>();

  /** @param watched numbers whose places are kept: those a later revision writes again. */
  constructor(private readonly watched: ReadonlySet<number>) {}

  /** Takes in objects of a state. @returns the numbers of those that cannot be read: what they refer to is unknown. */
  read(view: DocumentView, numbers: Iterable<number>): Set<number> {
    const damaged = new Set<number>();
    let offsets: readonly number[] | null = null;
    for (const num of numbers) {
      view.file.budget.spend(2);
      const value = view.peek(num);
      if (value === undefined) {
        damaged.add(num);
        offsets ??= [...view.entries.values()].flatMap((entry) => (entry.kind === 'offset' ? [entry.offset] : [])).sort((a, b) => a - b);
        this.readDamaged(view, num, offsets);
      } else eachReference(value, (target, path) => (isTrailer(value) && TRAILER.has(path) ? undefined : this.add(target, `${num}:${path}`)));
    }
    return damaged;
  }

  /** What we refuse others may read: the bytes of a damaged object, up to the next one, refer to whatever they name. */
  private readDamaged(view: DocumentView, num: number, offsets: readonly number[]): void {
    const entry = view.entries.get(num);
    if (entry?.kind !== 'offset') return;
    const { bytes, budget } = view.file;
    let [low, high] = [0, offsets.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((offsets[middle] ?? 0) > entry.offset) high = middle;
      else low = middle + 1;
    }
    const end = Math.max(entry.offset, Math.min(offsets[low] ?? view.revision.eof, view.revision.eof));
    budget.spend((end - entry.offset) >> 3);
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1', entry.offset, end);
    for (const [, target] of text.matchAll(/(\d{1,10})[\s\0]+\d{1,5}[\s\0]+R/g)) this.add(Number(target), `${num}:`);
  }

  private add(target: number, place: string): void {
    this.named.add(target);
    if (!this.watched.has(target)) return;
    const known = this.places.get(target);
    if (known) known.add(place);
    else this.places.set(target, new Set([place]));
  }

  /** True where some object refers to this number. */
  has(num: number): boolean {
    return this.named.has(num);
  }

  /** True where every place that names the object is one of those allowed. */
  only(num: number, allowed: (place: string) => boolean): boolean {
    return [...(this.places.get(num) ?? [])].every(allowed);
  }
}

/** Allows exactly these places, each `number:path`. Streams and lists: their entry may stand in a dictionary of any names. */
export const at =
  (...places: readonly string[]) =>
    (place: string): boolean =>
      places.includes(place);

/** Allows places whose last key is one of these. Dictionaries: what they mean is decided by the key they stand under. */
export const under =
  (...keys: readonly string[]) =>
    (place: string): boolean =>
      keys.includes(place.slice(Math.max(place.lastIndexOf('/'), place.indexOf(':')) + 1));
