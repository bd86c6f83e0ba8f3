import { keptAnnotations } from './annotations';
import { Copier } from './copy';
import { Destinations } from './destinations';
import { PackFault } from './fault';
import type { EmbeddedFont } from './font';
import type { PaperPiece } from '../../../kernel/ports/pack-maker';
import { ownBookmarks, type Bookmark } from './outline';
import type { Output } from './output';
import { pagesOf, boxOf, type Box, type SourcePage } from './pages';
import type { SourceFile } from './bytes';
import { SourcePdf } from './source';
import { frameOf, stampOf } from './stamp';
import { isDict, numberOf, numberText, Ref, type Dict, type Value } from './syntax';

/** What all pages share. */
export interface Shared {
  out: Output;
  parent: number;
  font: EmbeddedFont;
  mark: number;
  /** A stream that saves the state before what a page draws itself. */
  save: number;
  scale: number;
}

export interface TakenPaper {
  pages: number[];
  bookmarks: Bookmark[];
  /** Layers, and those of them that are hidden. */
  layers: number[];
  hidden: number[];
}

const BOXES = ['BleedBox', 'TrimBox', 'ArtBox'] as const;

/**
 * Copies pages of one paper. @throws PackFault where the file cannot be copied as it stands; what was written until then stays
 * behind unused.
 */
export function takePaper(from: SourceFile, piece: Pick<PaperPiece, 'pages' | 'taken' | 'labels'>, shared: Shared): TakenPaper {
  const source = new SourcePdf(from);
  try {
    const all = pagesOf(source);
    if (all.length !== piece.pages) throw new PackFault('pages', `${all.length} of ${piece.pages}`);
    const taken = all.slice(piece.taken.from, piece.taken.from + piece.taken.count);
    const copier = new Copier(source, shared.out);
    const numbers = taken.map(() => shared.out.allocate());
    const byPlace: (number | undefined)[] = [];
    const byObject = new Map<number, number>();
    taken.forEach(({ num }, index) => {
      const target = numbers[index] ?? 0;
      byPlace[piece.taken.from + index] = target;
      if (num !== 0) byObject.set(num, target);
    });
    // A page that is not taken is reached by no back door.
    for (const { num } of all) if (num !== 0) copier.stand(num, byObject.get(num) ?? 0);
    const destinations = new Destinations(source, { byObject, byPlace }, shared.scale);
    const resources = new SharedResources(copier, shared);
    taken.forEach((page, index) => writePage(copier, destinations, resources, shared, page, numbers[index] ?? 0, piece.labels[index] ?? ''));
    copier.finish();
    return { pages: numbers, bookmarks: ownBookmarks(source, destinations), ...layersOf(copier) };
  } finally {
    source.close();
  }
}

interface Names {
  font: string;
  mark: string;
}

/** Resources of pages with the font and the mark of the pack beside their own; pages that share theirs share these. */
class SharedResources {
  private readonly made = new Map<Value | undefined, { num: number; names: Names }>();
  private readonly madeOf = new Map<number, { num: number; names: Names }>();

  constructor(private readonly copier: Copier, private readonly shared: Shared) {}

  of(value: Value | undefined): { num: number; names: Names } {
    const known = value instanceof Ref ? this.madeOf.get(value.num) : this.made.get(value);
    if (known) return known;
    const { source, out } = this.copier;
    const entries: Dict = new Map(source.dict(value) ?? []);
    const fonts: Dict = new Map(source.dict(entries.get('Font')) ?? []);
    const objects: Dict = new Map(source.dict(entries.get('XObject')) ?? []);
    const names = { font: freeName(fonts, 'PackF'), mark: freeName(objects, 'PackW') };
    entries.delete('Font');
    entries.delete('XObject');
    const own = [...entries].map(([key, entry]) => `/${key} ${this.copier.text(entry)}`).join(' ');
    const with_ = (dict: Dict, name: string, num: number): string => `<<${[...dict].map(([key, entry]) => `/${key} ${this.copier.text(entry)}`).join(' ')} /${name} ${num} 0 R>>`;
    const num = out.object(`<<${own} /Font ${with_(fonts, names.font, this.shared.font.num)} /XObject ${with_(objects, names.mark, this.shared.mark)}>>`);
    const made = { num, names };
    if (value instanceof Ref) this.madeOf.set(value.num, made);
    else this.made.set(value, made);
    return made;
  }
}

function freeName(taken: Dict, name: string): string {
  let free = name;
  for (let i = 0; taken.has(free); i += 1) free = `${name}${i}`;
  return free;
}

function writePage(copier: Copier, destinations: Destinations, resources: SharedResources, shared: Shared, page: SourcePage, num: number, label: string): void {
  const { source, out } = copier;
  const { scale } = shared;
  const { num: resourcesNum, names } = resources.of(page.resources);
  const crop = page.crop.map((value) => value * scale) as unknown as Box;
  const stamp = out.stream('', `\nQ\n${stampOf(frameOf(crop, page.rotate), label, shared.font, names)}`);
  const annots = keptAnnotations(copier, destinations, page.dict.get('Annots'), num, scale);
  const boxes: string[] = [];
  for (const key of BOXES) {
    const box = boxOf(source, page.dict.get(key));
    if (box) boxes.push(boxText(key, box, scale));
  }
  const group = page.dict.get('Group');
  const unit = numberOf(source.resolve(page.dict.get('UserUnit')));
  const rest = [
    page.rotate !== 0 && `/Rotate ${page.rotate}`,
    group !== undefined && isDict(source.resolve(group)) && `/Group ${copier.text(group)}`,
    unit !== undefined && unit > 0 && unit !== 1 && `/UserUnit ${numberText(unit)}`,
    annots.length > 0 && `/Annots [${annots.map((annot) => `${annot} 0 R`).join(' ')}]`,
    ...boxes,
  ];
  out.object(`<</Type /Page /Parent ${shared.parent} 0 R ${boxText('MediaBox', page.media, scale)} ${boxText('CropBox', page.crop, scale)} /Resources ${resourcesNum} 0 R /Contents [${shared.save} 0 R ${contentsOf(copier, page)}${stamp} 0 R] ${rest.filter(Boolean).join(' ')}>>`, num);
}

const boxText = (key: string, box: Box, scale: number): string => `/${key} [${box.map((value) => numberText(value * scale)).join(' ')}]`;

/** What a page draws, by reference: the data is copied as it is. */
function contentsOf(copier: Copier, page: SourcePage): string {
  const { source } = copier;
  const contents = page.dict.get('Contents');
  const items = source.array(contents) ?? [contents ?? null];
  return items.filter((item): item is Ref => item instanceof Ref && isDict(source.resolve(item))).map((item) => `${copier.text(item)} `).join('');
}

/** Layers of the paper that its pages reached, and those that are hidden at first. */
function layersOf(copier: Copier): Pick<TakenPaper, 'layers' | 'hidden'> {
  const { source } = copier;
  const properties = source.dict(source.dict(source.trailer.get('Root'))?.get('OCProperties'));
  if (!properties) return { layers: [], hidden: [] };
  const refs = (value: Value | undefined): Ref[] => (source.array(value) ?? []).filter((item) => item instanceof Ref);
  const reached = (of: readonly Ref[]): number[] => of.map(({ num }) => copier.numberOf(num)).filter((num) => num > 0);
  const usual = source.dict(properties.get('D'));
  const layers = reached(refs(properties.get('OCGs')));
  const base = source.resolve(usual?.get('BaseState'));
  if (base !== null && typeof base === 'object' && 'text' in base && base.text === 'OFF') {
    const on = new Set(reached(refs(usual?.get('ON'))));
    return { layers, hidden: layers.filter((num) => !on.has(num)) };
  }
  return { layers, hidden: reached(refs(usual?.get('OFF'))) };
}
