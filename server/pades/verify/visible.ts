import type { DocumentView } from '../pdf/document';
import { isObjectKind } from '../pdf/objects';
import type { PdfDict, PdfObject, PdfRef } from '../pdf/objects';

type Rectangle = readonly [x1: number, y1: number, x2: number, y2: number];

/** Corners of a rectangle put in order; null where it is none. */
export function rectangle(view: DocumentView, value: PdfObject | undefined): Rectangle | null {
  const numbers = (view.items(value) ?? []).map((item) => view.resolve(item)).filter((item): item is number => typeof item === 'number');
  const [a, b, c, d] = numbers;
  if (a === undefined || b === undefined || c === undefined || d === undefined || numbers.length !== 4) return null;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

/** Annotation flags (12.5.3). */
const HIDDEN = 2;
const PRINT = 4;
const NO_ZOOM = 8;
const NO_ROTATE = 16;
const NO_VIEW = 32;
const LOCKED = 128;
const TOGGLE_NO_VIEW = 256;

const flagsOf = (view: DocumentView, widget: PdfDict): number => {
  const flags = view.resolve(widget.entries.get('F'));
  return typeof flags === 'number' ? flags : 0;
};

export function hasArea(view: DocumentView, widget: PdfDict): boolean {
  const rect = rectangle(view, widget.entries.get('Rect'));
  return rect !== null && rect[2] > rect[0] && rect[3] > rect[1];
}

/** True where a widget can be seen: it has an area and is neither hidden nor kept from screen and paper alike, not even until a pointer comes near. */
export function isVisible(view: DocumentView, widget: PdfDict): boolean {
  const flags = flagsOf(view, widget);
  const hidden = (flags & HIDDEN) !== 0 || (flags & (NO_VIEW | PRINT | TOGGLE_NO_VIEW)) === NO_VIEW;
  return !hidden && hasArea(view, widget);
}

/** A widget that does not grow and turn with its page covers another place than its rectangle says. */
export const staysInPlace = (view: DocumentView, widget: PdfDict): boolean => (flagsOf(view, widget) & (NO_ZOOM | NO_ROTATE)) === 0;

/** True where the flags differ by nothing but the lock that signing a field puts on it. */
export const onlyLocked = (view: DocumentView, before: PdfDict | null, after: PdfDict | null): boolean =>
  before !== null && after !== null && (flagsOf(view, before) | LOCKED) === flagsOf(view, after);

/** Entries a viewer draws a widget from: its own appearance, or border and background. */
const DRAWN = ['AP', 'MK', 'BS', 'Border', 'C'];
export const isDrawn = (widget: PdfDict): boolean => DRAWN.some((key) => widget.entries.has(key));

/** An entry of a page, or of the nodes above it (7.7.3.4). */
function inherited(view: DocumentView, page: PdfDict, key: string): Rectangle | null {
  let node: PdfDict | null = page;
  for (let hops = 0; node && hops < 64; hops += 1) {
    const found = rectangle(view, node.entries.get(key));
    if (found) return found;
    node = view.dict(node.entries.get('Parent'));
  }
  return null;
}

const area = ([x1, y1, x2, y2]: Rectangle): number => Math.max(0, x2 - x1) * Math.max(0, y2 - y1);
const overlap = (a: Rectangle, b: Rectangle): Rectangle => [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];

/**
 * The share of each page that widgets cover, 0 to 1, by page number in the file: measured on the pages that list them, as
 * often as they are listed, whatever page they claim (/P).
 */
export function coveredShares(view: DocumentView, widgets: readonly PdfRef[]): Map<number, number> {
  const shares = new Map<number, number>();
  const wanted = new Map(widgets.map((widget) => [widget.num, widget]));
  if (wanted.size === 0) return shares;
  for (const ref of view.pages()) {
    const page = view.dict(ref);
    const listed = (view.items(page?.entries.get('Annots')) ?? []).filter((item): item is PdfRef => isObjectKind(item, 'ref') && wanted.has(item.num));
    if (!page || listed.length === 0) continue;
    const sheet = inherited(view, page, 'MediaBox');
    const crop = inherited(view, page, 'CropBox');
    const box = sheet && crop && area(overlap(sheet, crop)) > 0 ? overlap(sheet, crop) : sheet;
    for (const item of listed) {
      const widget = view.dict(item);
      const rect = widget && isVisible(view, widget) ? rectangle(view, widget.entries.get('Rect')) : null;
      // A page of no size is covered by anything.
      const share = box && area(box) > 0 ? area(overlap(rect ?? box, box)) / area(box) : 1;
      if (rect) shares.set(ref.num, (shares.get(ref.num) ?? 0) + share);
    }
  }
  return shares;
}
