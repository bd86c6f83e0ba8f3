/**
 * The ink over the pages while it is drawn: the stroke in hand, growing strokes of others, laser dots. A pen tells 120 times a
 * second, and a browser lays everything under a changed canvas together anew: so the window is cut into small canvases, and
 * only what changed in them is cleared and drawn again.
 */
import { PAGE_UNITS } from '@shared/protocol/ink';
import type { StrokeTool } from '@shared/protocol/ink';
import { rotationMatrix } from '@shared/rules/viewport';
import type { PageBox, PageSize } from '@shared/rules/viewport';
import { LASER_FADE_MS } from './live-ink';
import type { GrowingStroke, LiveHead } from './live-ink';
import { MARKER_OPACITY, inkColor } from './palette';
import { canvasPathOf, outlineOf, reachOf } from './stroke-outline';
import type { PageWord } from './snap-highlight';

export interface Draft extends LiveHead {
  /** x, y in page units, pressure 0–255; grown in place. */
  readonly points: readonly number[];
  /** Lines of text a highlight snaps to, as shares of the page. */
  readonly lines: readonly Pick<PageWord, 'left' | 'top' | 'right' | 'bottom'>[];
}

export interface LiveScene {
  /** Box of a page in the scroll area and its size; null when it is not laid out. Page index from 0. */
  page(index: number): { box: PageBox; size: PageSize } | null;
  readonly rotation: number;
  readonly scroll: { readonly left: number; readonly top: number };
  readonly draft: Draft | null;
  readonly strokes: readonly GrowingStroke[];
  nameOf(personId: string): string;
}

/** CSS pixels. Small enough that laying one together costs little, large enough that a line crosses few. */
const TILE = 256;

/** Canvas pixels from the left top of the window. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** From points of the unrotated page to canvas pixels, as the six numbers of a canvas transform. */
type Matrix = readonly [number, number, number, number, number, number];

/** One thing to be seen. It stands as it was drawn while its place and its look stay; a stroke of the same look may have grown. */
interface Thing {
  readonly key: string;
  readonly place: string;
  readonly look: unknown;
  readonly box: Box;
  /** Numbers a stroke has. */
  readonly count: number;
  /** What was added, or changed by that, since the stroke had `count` numbers. */
  grownSince(count: number): Box;
  /** The context has the left top of the window as its origin, and is put back afterwards. */
  paint(context: CanvasRenderingContext2D): void;
}

interface OnPage {
  readonly size: PageSize;
  readonly matrix: Matrix;
  /** Canvas pixels per point. */
  readonly scale: number;
}

const LABEL_FONT = '600 15px "Inter Variable", Inter, system-ui, sans-serif';

export class LiveCanvas {
  readonly #host: HTMLElement;
  readonly #tiles = new Map<string, HTMLCanvasElement>();
  /** Canvas pixels. */
  #width = 0;
  #height = 0;
  /** Canvas pixels per CSS pixel. */
  #density = 1;
  #drawn: ReadonlyMap<string, Thing> = new Map();
  /** Shapes of growing strokes by their points, which are grown in place: made anew only when there are more of them. */
  readonly #shapes = new WeakMap<readonly number[], { readonly count: number; readonly size: PageSize; readonly path: Path2D }>();
  readonly #labelWidths = new Map<string, number>();

  /** `host` covers the window of the scroll area; what reaches out of it is cut off by its style. */
  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** CSS pixels. */
  resize(width: number, height: number): void {
    this.release();
    this.#density = Math.min(window.devicePixelRatio, 2);
    this.#width = Math.round(width * this.#density);
    this.#height = Math.round(height * this.#density);
  }

  release(): void {
    for (const canvas of this.#tiles.values()) {
      // iOS counts a canvas until it is collected, but for its size.
      canvas.width = 0;
      canvas.height = 0;
      canvas.remove();
    }
    this.#tiles.clear();
    this.#drawn = new Map();
  }

  draw(scene: LiveScene, now: number): void {
    if (scene.draft === null && scene.strokes.length === 0 && this.#drawn.size === 0) return;
    const things = this.#thingsOf(scene, now);
    const before = this.#drawn;
    this.#drawn = new Map(things.map((thing) => [thing.key, thing]));
    const changed = changedBoxes(before, this.#drawn);
    const side = Math.round(TILE * this.#density);
    const tiles = new Map<string, Box>();
    for (const box of changed) {
      for (let top = side * Math.floor(Math.max(0, box.top) / side); top < Math.min(this.#height, box.bottom); top += side) {
        for (let left = side * Math.floor(Math.max(0, box.left) / side); left < Math.min(this.#width, box.right); left += side) {
          tiles.set(`${left} ${top}`, { left, top, right: left + side, bottom: top + side });
        }
      }
    }
    for (const [key, tile] of tiles) {
      const inside = changed.flatMap((box) => (meet(box, tile) ? [wholePixels(box)] : []));
      this.#drawTile(this.#tile(key, tile), tile, inside, things.filter(({ box }) => meet(box, tile)));
    }
  }

  #drawTile(canvas: HTMLCanvasElement, tile: Box, changed: readonly Box[], things: readonly Thing[]): void {
    canvas.hidden = things.length === 0;
    const context = canvas.getContext('2d');
    if (context === null) return;
    context.save();
    context.setTransform(1, 0, 0, 1, -tile.left, -tile.top);
    context.beginPath();
    for (const { left, top, right, bottom } of changed) context.rect(left, top, right - left, bottom - top);
    // First the edge, then the clearing: Chromium takes all within the edge for changed by a cleared rectangle, however small that is.
    context.clip();
    for (const { left, top, right, bottom } of changed) context.clearRect(left, top, right - left, bottom - top);
    for (const { box, paint } of things) {
      if (!changed.some((part) => meet(part, box))) continue;
      context.save();
      paint(context);
      context.restore();
    }
    context.restore();
  }

  #tile(key: string, { left, top, right, bottom }: Box): HTMLCanvasElement {
    const known = this.#tiles.get(key);
    if (known !== undefined) return known;
    const canvas = document.createElement('canvas');
    canvas.width = right - left;
    canvas.height = bottom - top;
    canvas.style.cssText = `position: absolute; left: ${left / this.#density}px; top: ${top / this.#density}px; width: ${(right - left) / this.#density}px`;
    this.#host.append(canvas);
    this.#tiles.set(key, canvas);
    return canvas;
  }

  #thingsOf(scene: LiveScene, now: number): Thing[] {
    const things: Thing[] = [];
    for (const stroke of scene.strokes) {
      const at = this.#onPage(scene, stroke.page);
      if (at === null) continue;
      const key = `${stroke.personId} ${stroke.stroke}`;
      if (stroke.tool === 'laser') things.push(...this.#laser(`${key} laser`, at, stroke, now));
      else things.push(this.#stroke(key, at, stroke, stroke.tool), ...this.#label(`${key} name`, at, stroke, scene.nameOf(stroke.personId)));
    }
    const { draft } = scene;
    const at = draft === null ? null : this.#onPage(scene, draft.page);
    if (draft === null || at === null) return things;
    if (draft.tool === 'laser') things.push(...this.#laser('draft', at, { ...draft, at: now }, now));
    else if (draft.lines.length === 0) things.push(this.#stroke('draft', at, draft, draft.tool));
    else things.push(snapped(at, draft));
    return things;
  }

  #onPage(scene: LiveScene, index: number): OnPage | null {
    const page = scene.page(index);
    if (page === null) return null;
    const { box, size } = page;
    const shownWidth = (size.rotate + scene.rotation) % 180 === 0 ? size.width : size.height;
    const scale = (box.width / shownWidth) * this.#density;
    const [a, b, c, d, e, f] = rotationMatrix(size, scene.rotation);
    const left = (box.left - scene.scroll.left) * this.#density;
    const top = (box.top - scene.scroll.top) * this.#density;
    return { size, scale, matrix: [a * scale, b * scale, c * scale, d * scale, e * scale + left, f * scale + top] };
  }

  #stroke(key: string, at: OnPage, { color, width, points }: LiveHead & Pick<Draft, 'points'>, tool: StrokeTool): Thing {
    const { matrix, size } = at;
    const reach = reachOf(width, size);
    return {
      key, place: matrix.join(), look: points, count: points.length, box: boxOf(at, points, 0, reach.side),
      grownSince: (count) => boxOf(at, points, firstChanged(points, count, size, reach.back), reach.side),
      paint: (context) => {
        context.transform(...matrix);
        context.fillStyle = inkColor(color);
        context.globalAlpha = tool === 'marker' ? MARKER_OPACITY : 1;
        context.fill(this.#shape(tool, width, points, size));
      },
    };
  }

  #shape(tool: StrokeTool, width: number, points: readonly number[], size: PageSize): Path2D {
    const known = this.#shapes.get(points);
    if (known?.count === points.length && known.size === size) return known.path;
    const path = canvasPathOf(outlineOf(points, tool, width, size, false));
    this.#shapes.set(points, { count: points.length, size, path });
    return path;
  }

  #laser(key: string, at: OnPage, stroke: Pick<GrowingStroke, 'points' | 'color' | 'at'>, now: number): Thing[] {
    const tip = tipOf(at, stroke.points);
    if (tip === null) return [];
    const unit = this.#density;
    const around = 16 * unit;
    return [fixed(key, now, { left: tip.x - around, top: tip.y - around, right: tip.x + around, bottom: tip.y + around }, (context) => {
      context.transform(unit, 0, 0, unit, tip.x, tip.y);
      context.globalAlpha = Math.max(0, 1 - ((now - stroke.at) / LASER_FADE_MS) ** 2);
      context.fillStyle = context.strokeStyle = inkColor(stroke.color);
      context.beginPath();
      context.arc(0, 0, 7.5, 0, 2 * Math.PI);
      context.fill();
      context.globalAlpha *= 0.4;
      context.lineWidth = 3;
      context.beginPath();
      context.arc(0, 0, 14, 0, 2 * Math.PI);
      context.stroke();
    })];
  }

  /** The name of who draws, beside the tip and within the window. */
  #label(key: string, at: OnPage, stroke: GrowingStroke, name: string): Thing[] {
    const tip = tipOf(at, stroke.points);
    if (tip === null || name === '') return [];
    const unit = this.#density;
    const width = this.#labelWidth(name);
    const left = Math.min(Math.max(4, tip.x / unit + 10), this.#width / unit - width - 4);
    const top = Math.max(4, tip.y / unit - 38);
    const box = { left: left * unit, top: top * unit, right: (left + width) * unit, bottom: (top + 28) * unit };
    return [fixed(key, name, box, (context) => {
      context.transform(unit, 0, 0, unit, left * unit, top * unit);
      context.fillStyle = inkColor(stroke.color);
      context.beginPath();
      context.roundRect(0, 0, width, 28, 14);
      context.fill();
      context.fillStyle = '#ffffff';
      context.font = LABEL_FONT;
      context.textBaseline = 'middle';
      context.fillText(name, 10, 14.5);
    })];
  }

  #labelWidth(name: string): number {
    const known = this.#labelWidths.get(name);
    if (known !== undefined) return known;
    const context = document.createElement('canvas').getContext('2d');
    if (context === null) return 0;
    context.font = LABEL_FONT;
    const width = context.measureText(name).width + 20;
    this.#labelWidths.set(name, width);
    return width;
  }
}

/** What has to be drawn again: things that came, went, moved or look otherwise as a whole, strokes from where they grew. */
function changedBoxes(before: ReadonlyMap<string, Thing>, after: ReadonlyMap<string, Thing>): Box[] {
  const boxes: Box[] = [];
  for (const [key, { box }] of before) if (!after.has(key)) boxes.push(box);
  for (const [key, thing] of after) {
    const known = before.get(key);
    if (known === undefined) boxes.push(thing.box);
    else if (known.place !== thing.place || known.look !== thing.look) boxes.push(known.box, thing.box);
    else if (known.count !== thing.count) boxes.push(thing.grownSince(known.count));
  }
  return boxes;
}

function fixed(key: string, look: unknown, box: Box, paint: Thing['paint']): Thing {
  return { key, look, box, paint, place: `${box.left} ${box.top}`, count: 0, grownSince: () => box };
}

/** Lines of text a highlight snaps to. */
function snapped({ size, matrix }: OnPage, { lines, color }: Draft): Thing {
  const corners = lines.flatMap(({ left, top, right, bottom }) => [shownAt(matrix, left * size.width, top * size.height), shownAt(matrix, right * size.width, bottom * size.height)]);
  return fixed('draft', JSON.stringify(lines), around(corners, 1), (context) => {
    context.transform(...matrix);
    context.fillStyle = inkColor(color);
    context.globalAlpha = MARKER_OPACITY;
    for (const { left, top, right, bottom } of lines) {
      context.fillRect(left * size.width, top * size.height, (right - left) * size.width, (bottom - top) * size.height);
    }
  });
}

function shownAt([a, b, c, d, e, f]: Matrix, x: number, y: number): { x: number; y: number } {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** Sample `index` (of its x) in canvas pixels. */
function sampleAt({ matrix, size }: OnPage, points: readonly number[], index: number): { x: number; y: number } {
  return shownAt(matrix, ((points[index] ?? 0) / PAGE_UNITS) * size.width, ((points[index + 1] ?? 0) / PAGE_UNITS) * size.height);
}

function tipOf(at: OnPage, points: readonly number[]): { x: number; y: number } | null {
  return points.length < 3 ? null : sampleAt(at, points, points.length - 3);
}

function around(spots: readonly { x: number; y: number }[], margin: number): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of spots) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { left: left - margin, top: top - margin, right: right + margin, bottom: bottom + margin };
}

/** Box of the samples from `first` on; `side` in points. One pixel more for the soft edge. */
function boxOf(at: OnPage, points: readonly number[], first: number, side: number): Box {
  const spots: { x: number; y: number }[] = [];
  for (let index = first; index + 2 < points.length; index += 3) spots.push(sampleAt(at, points, index));
  return around(spots, side * at.scale + 1);
}

/** The first sample whose shape may be another one now that there are more than `count` numbers: so many points of way before the old end. */
function firstChanged(points: readonly number[], count: number, size: PageSize, back: number): number {
  let way = 0;
  for (let index = count - 6; index >= 0; index -= 3) {
    way += Math.hypot(
      (((points[index + 3] ?? 0) - (points[index] ?? 0)) / PAGE_UNITS) * size.width,
      (((points[index + 4] ?? 0) - (points[index + 1] ?? 0)) / PAGE_UNITS) * size.height,
    );
    if (way > back) return index;
  }
  return 0;
}

function wholePixels({ left, top, right, bottom }: Box): Box {
  return { left: Math.floor(left), top: Math.floor(top), right: Math.ceil(right), bottom: Math.ceil(bottom) };
}

function meet(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
