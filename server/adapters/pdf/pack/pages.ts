import { PackFault } from './fault';
import type { SourcePdf } from './source';
import { numberOf, Ref, type Dict, type Value } from './syntax';

const MOST_DEPTH = 64;
const MOST_PAGES = 50_000;
const INHERITED = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;

export type Box = readonly [x0: number, y0: number, x1: number, y1: number];

export interface SourcePage {
  /** Its number of object; 0 where it stands in the tree itself. */
  num: number;
  dict: Dict;
  /** As its ancestors say where it does not. */
  resources: Value | undefined;
  media: Box;
  /** What is shown of it. */
  crop: Box;
  /** 0, 90, 180 or 270, clockwise. */
  rotate: number;
}

/** What readers take where a page has no size of its own. */
const LETTER: Box = [0, 0, 612, 792];

export function boxOf(source: SourcePdf, value: Value | undefined): Box | null {
  const items = source.array(value)?.map((item) => numberOf(source.resolve(item)));
  const [a, b, c, d] = items ?? [];
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null;
  const box: Box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  return box[2] - box[0] > 0 && box[3] - box[1] > 0 ? box : null;
}

function crossed(a: Box, b: Box): Box | null {
  const box: Box = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
  return box[2] > box[0] && box[3] > box[1] ? box : null;
}

/** Pages in their order, with what they inherit. @throws PackFault where the tree holds none, or a loop. */
export function pagesOf(source: SourcePdf): SourcePage[] {
  const pages: SourcePage[] = [];
  const seen = new Set<number>();
  const visit = (node: Value, above: ReadonlyMap<string, Value>, depth: number): void => {
    const num = node instanceof Ref ? node.num : 0;
    if (depth > MOST_DEPTH || pages.length > MOST_PAGES || (num !== 0 && seen.has(num))) throw new PackFault('pages', 'tree');
    if (num !== 0) seen.add(num);
    const dict = source.dict(node);
    if (!dict) throw new PackFault('pages', 'node');
    const inherited = new Map(above);
    for (const key of INHERITED) {
      const own = dict.get(key);
      if (own !== undefined && own !== null) inherited.set(key, own);
    }
    const kids = source.array(dict.get('Kids'));
    if (kids) for (const kid of kids) visit(kid, inherited, depth + 1);
    else pages.push(pageOf(source, num, dict, inherited));
  };
  const catalog = source.dict(source.trailer.get('Root'));
  visit(catalog?.get('Pages') ?? null, new Map(), 0);
  if (pages.length === 0) throw new PackFault('pages', 'none');
  return pages;
}

function pageOf(source: SourcePdf, num: number, dict: Dict, inherited: ReadonlyMap<string, Value>): SourcePage {
  const media = boxOf(source, inherited.get('MediaBox')) ?? LETTER;
  const crop = boxOf(source, inherited.get('CropBox'));
  const turn = Math.round((numberOf(source.resolve(inherited.get('Rotate'))) ?? 0) / 90) * 90;
  return { num, dict, resources: inherited.get('Resources'), media, crop: (crop && crossed(crop, media)) ?? media, rotate: ((turn % 360) + 360) % 360 };
}
