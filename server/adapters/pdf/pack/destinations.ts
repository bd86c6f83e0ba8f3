import type { SourcePdf } from './source';
import { isDict, isName, keyText, Name, numberOf, numberText, Ref, write, type Dict, type Value } from './syntax';

const MOST_NAMES = 100_000;
const MOST_DEPTH = 32;

/** Where a page of the source went: the object that stands for it, by number of object and by place. */
export interface Landing {
  byObject: ReadonlyMap<number, number>;
  byPlace: readonly (number | undefined)[];
}

/**
 * Destinations of one source, as places of the new file. Names stay behind: each is looked up in its own document, so that
 * none can mean a page of another one.
 */
export class Destinations {
  private names: Map<string, Value> | null = null;

  /** @param scale by which pages grow. */
  constructor(private readonly source: SourcePdf, private readonly landing: Landing, private readonly scale: number) {}

  /** A destination in the syntax of the new file; null where it leads nowhere. */
  text(value: Value | undefined): string | null {
    let found = this.source.resolve(value);
    const key = Array.isArray(found) || isDict(found) ? null : keyText(found);
    if (key !== null) found = this.source.resolve((this.names ??= this.allNames()).get(key));
    if (isDict(found)) found = this.source.resolve(found.get('D'));
    if (!Array.isArray(found)) return null;
    const [target, kind, ...rest] = found;
    const num = this.pageNumber(target);
    if (num === undefined) return null;
    if (!(kind instanceof Name)) return `[${num} 0 R /Fit]`;
    const places = rest.map((item, index) => this.place(item, kind.text === 'XYZ' && index === 2));
    return `[${num} 0 R /${kind.text}${places.map((place) => ` ${place}`).join('')}]`;
  }

  /** Of an action that stays in the document. */
  ofAction(action: Value | undefined): string | null {
    const dict = this.source.dict(action);
    return dict && isName(dict.get('S'), 'GoTo') ? this.text(dict.get('D')) : null;
  }

  private pageNumber(target: Value | undefined): number | undefined {
    if (target instanceof Ref) return this.landing.byObject.get(target.num);
    return typeof target === 'number' ? this.landing.byPlace[target] : undefined;
  }

  private place(item: Value, isZoom: boolean): string {
    const number = numberOf(this.source.resolve(item));
    return number === undefined ? 'null' : isZoom ? numberText(number) : numberText(number * this.scale);
  }

  private allNames(): Map<string, Value> {
    const names = new Map<string, Value>();
    const { source } = this;
    const catalog = source.dict(source.trailer.get('Root'));
    for (const [key, value] of source.dict(catalog?.get('Dests')) ?? []) names.set(keyText(new Name(key)) ?? key, value);
    const seen = new Set<Dict>();
    const visit = (node: Dict | null, depth: number): void => {
      if (!node || depth > MOST_DEPTH || seen.has(node) || names.size > MOST_NAMES) return;
      seen.add(node);
      const pairs = source.array(node.get('Names')) ?? [];
      for (let i = 0; i + 1 < pairs.length; i += 2) {
        const key = keyText(source.resolve(pairs[i]));
        if (key !== null) names.set(key, pairs[i + 1] ?? null);
      }
      for (const kid of source.array(node.get('Kids')) ?? []) visit(source.dict(kid), depth + 1);
    };
    visit(source.dict(source.dict(catalog?.get('Names'))?.get('Dests')), 0);
    return names;
  }
}

/** An address a link may lead to outside: nothing that starts a program or opens a file. */
export function outsideAddress(source: SourcePdf, action: Value | undefined): string | null {
  const dict = source.dict(action);
  if (!dict || !isName(dict.get('S'), 'URI')) return null;
  const uri = source.resolve(dict.get('URI'));
  const text = keyText(uri);
  return text !== null && /^(?:https?|mailto):/iu.test(text.trim()) ? `<</S /URI /URI ${write(uri)}>>` : null;
}
