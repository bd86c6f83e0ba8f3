/**
 * Geometry of the reader: where pages lie in the scroll area, what is visible, how a place is kept over a change of
 * zoom, and how page space turns into screen space. Pure, in CSS pixels and PDF points, the same in browser and tests.
 *
 * Page space: x and y from 0 to 1 (wire: 0 to 16 384), origin at the top left of the CropBox, before /Rotate.
 */

/** Size of a page before rotation, in PDF points, with the rotation the file asks for. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
  /** Clockwise, one of 0, 90, 180, 270. */
  readonly rotate: number;
}

export interface PageBox {
  /** 1 is the first page. */
  readonly page: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface PageLayout {
  readonly boxes: readonly PageBox[];
  readonly width: number;
  readonly height: number;
}

export interface LayoutInput {
  readonly sizes: readonly PageSize[];
  /** CSS pixels per PDF point. */
  readonly scale: number;
  /** Rotation by the reader on top of the file's, clockwise degrees. */
  readonly rotation: number;
  readonly gap: number;
  readonly marginLeft: number;
  readonly marginRight: number;
  readonly marginTop: number;
  readonly marginBottom: number;
  readonly viewportWidth: number;
  /** Device pixels per CSS pixel. */
  readonly density: number;
}

/** A place in a document: page, and which part of it lies at the top edge of the view (0 = top edge of the page). */
export interface Place {
  readonly page: number;
  readonly offset: number;
}

export type FitMode = 'width' | 'page';

/** iOS gives a whole canvas up above 16.7 million pixels, and slows down long before. */
export const MAX_CANVAS_PIXELS = 16_777_216;
export const MAX_CANVAS_PIXELS_IOS = 5_242_880;
/** Page canvases alive at any time; with the ink canvas this stays far below the canvas memory of an iPad. */
export const MAX_PAGE_CANVASES = 3;

export const MIN_SCALE = 0.3;
export const MAX_SCALE = 6;
const ZOOM_STEP = 1.25;

export function normaliseRotation(degrees: number): 0 | 90 | 180 | 270 {
  const quarter = ((Math.round(degrees / 90) % 4) + 4) % 4;
  return quarter === 1 ? 90 : quarter === 2 ? 180 : quarter === 3 ? 270 : 0;
}

/** Width and height in points as shown, after the file's and the reader's rotation. */
export function shownSize(size: PageSize, rotation: number): { width: number; height: number } {
  const total = normaliseRotation(size.rotate + rotation);
  return total === 90 || total === 270
    ? { width: size.height, height: size.width }
    : { width: size.width, height: size.height };
}

/**
 * Places all pages under each other, centred between the margins, each at its own size. Every edge lies on a device pixel:
 * a canvas of a page is then shown as it was drawn, neither stretched nor soft, and laying it together costs a copy.
 */
export function layoutPages(input: LayoutInput): PageLayout {
  const shown = input.sizes.map((size) => shownSize(size, input.rotation));
  const widest = shown.reduce((most, size) => Math.max(most, size.width * input.scale), 0);
  const margins = input.marginLeft + input.marginRight;
  const width = Math.max(input.viewportWidth, Math.ceil(widest + margins));
  const pixels = (length: number): number => Math.floor(length * input.density + 1e-6) / input.density;
  const boxes: PageBox[] = [];
  let top = pixels(input.marginTop);
  for (const [index, size] of shown.entries()) {
    const boxWidth = pixels(size.width * input.scale);
    const boxHeight = pixels(size.height * input.scale);
    boxes.push({ page: index + 1, left: pixels(input.marginLeft + (width - margins - boxWidth) / 2), top, width: boxWidth, height: boxHeight });
    top = pixels(top + boxHeight + input.gap);
  }
  const height = boxes.length === 0 ? 0 : top - input.gap + input.marginBottom;
  return { boxes, width, height };
}

/** Scale at which a page fills the view in width, or entirely. */
export function fitScale(
  mode: FitMode,
  size: PageSize,
  rotation: number,
  view: { width: number; height: number },
): number {
  const shown = shownSize(size, rotation);
  const byWidth = Math.max(view.width, 1) / shown.width;
  const wanted = mode === 'width' ? byWidth : Math.min(byWidth, Math.max(view.height, 1) / shown.height);
  return clampScale(wanted);
}

export function clampScale(scale: number): number {
  return Math.min(MAX_SCALE, Math.max(MIN_SCALE, scale));
}

/** Next step of the + and − buttons; steps are powers of 1.25 so that + then − returns. */
export function stepScale(scale: number, direction: 1 | -1): number {
  const exponent = Math.log(scale) / Math.log(ZOOM_STEP);
  const next = direction === 1 ? Math.floor(exponent + 1e-6) + 1 : Math.ceil(exponent - 1e-6) - 1;
  return clampScale(ZOOM_STEP ** next);
}

/** Index of the last box whose top is at or above `y` (binary search); 0 for a y above all. */
function lastAbove(boxes: readonly PageBox[], y: number): number {
  let low = 0;
  let high = boxes.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((boxes[middle]?.top ?? Infinity) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Pages that touch the view, in order; empty only for an empty document. */
export function visiblePages(layout: PageLayout, scrollTop: number, viewHeight: number): number[] {
  const pages: number[] = [];
  for (let index = lastAbove(layout.boxes, scrollTop); index < layout.boxes.length; index += 1) {
    const box = layout.boxes[index];
    if (box === undefined || box.top >= scrollTop + viewHeight) break;
    if (box.top + box.height > scrollTop) pages.push(box.page);
  }
  if (pages.length > 0 || layout.boxes.length === 0) return pages;
  return [lastAbove(layout.boxes, scrollTop) + 1];
}

/** The page the reader is on: the one with the most height in the view, the earlier one on a tie. */
export function currentPage(layout: PageLayout, scrollTop: number, viewHeight: number): number {
  let best = 1;
  let most = -1;
  for (const page of visiblePages(layout, scrollTop, viewHeight)) {
    const box = layout.boxes[page - 1];
    if (box === undefined) continue;
    const shown = Math.min(box.top + box.height, scrollTop + viewHeight) - Math.max(box.top, scrollTop);
    const share = shown / Math.min(box.height, viewHeight);
    if (share > most + 1e-6) {
      most = share;
      best = page;
    }
  }
  return best;
}

/**
 * Which pages may own a canvas: the visible ones by closeness to the current page, then neighbours, next before
 * previous; never more than `limit`.
 */
export function pagesToDraw(visible: readonly number[], current: number, total: number, limit = MAX_PAGE_CANVASES): number[] {
  const order = [...visible].sort((a, b) => Math.abs(a - current) - Math.abs(b - current) || b - a);
  for (const neighbour of [current + 1, current - 1]) {
    if (neighbour >= 1 && neighbour <= total && !order.includes(neighbour)) order.push(neighbour);
  }
  return order.slice(0, limit);
}

/** Device pixels per CSS pixel for a canvas, lowered so that the canvas stays within `maxPixels`. */
export function canvasDensity(width: number, height: number, devicePixelRatio: number, maxPixels: number): number {
  const area = Math.max(1, width * height);
  return Math.min(devicePixelRatio, Math.sqrt(maxPixels / area));
}

export function placeAt(layout: PageLayout, scrollTop: number): Place {
  const box = layout.boxes[lastAbove(layout.boxes, scrollTop)];
  if (box === undefined) return { page: 1, offset: 0 };
  return { page: box.page, offset: (scrollTop - box.top) / box.height };
}

/** Scroll position that shows `place` at the top edge; the inverse of `placeAt`. */
export function scrollTopOf(layout: PageLayout, place: Place): number {
  const box = layout.boxes[Math.min(layout.boxes.length, Math.max(1, place.page)) - 1];
  return box === undefined ? 0 : box.top + place.offset * box.height;
}

/** Scroll position after a change of layout that keeps the document point under `anchor` (view coordinates) in place. */
export function keepAnchor(
  before: PageLayout,
  after: PageLayout,
  scroll: { left: number; top: number },
  anchor: { x: number; y: number },
): { left: number; top: number } {
  const box = before.boxes[lastAbove(before.boxes, scroll.top + anchor.y)];
  const target = box === undefined ? undefined : after.boxes[box.page - 1];
  if (box === undefined || target === undefined) return scroll;
  const u = (scroll.left + anchor.x - box.left) / box.width;
  const inside = Math.min(1, (scroll.top + anchor.y - box.top) / box.height);
  const beyond = Math.max(0, scroll.top + anchor.y - box.top - box.height);
  return {
    left: target.left + u * target.width - anchor.x,
    top: target.top + inside * target.height + beyond - anchor.y,
  };
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Page space (before rotation) to the share of the shown page, both 0 to 1. */
export function toShown(point: Point, totalRotation: number): Point {
  switch (normaliseRotation(totalRotation)) {
    case 90:
      return { x: 1 - point.y, y: point.x };
    case 180:
      return { x: 1 - point.x, y: 1 - point.y };
    case 270:
      return { x: point.y, y: 1 - point.x };
    default:
      return { x: point.x, y: point.y };
  }
}

/** Inverse of `toShown`. */
export function fromShown(point: Point, totalRotation: number): Point {
  return toShown(point, 360 - normaliseRotation(totalRotation));
}

/** SVG matrix that turns points of the unrotated page (origin top left) into points of the shown page. */
export function rotationMatrix(size: PageSize, rotation: number): readonly [number, number, number, number, number, number] {
  switch (normaliseRotation(size.rotate + rotation)) {
    case 90:
      return [0, 1, -1, 0, size.height, 0];
    case 180:
      return [-1, 0, 0, -1, size.width, size.height];
    case 270:
      return [0, -1, 1, 0, 0, size.width];
    default:
      return [1, 0, 0, 1, 0, 0];
  }
}
