/** The one ink canvas: what grows now, mine and others', over the window of the scroll area. Finished ink is SVG in the pages. */
import { PAGE_UNITS } from '@shared/protocol/ink';
import type { StrokeTool } from '@shared/protocol/ink';
import { rotationMatrix } from '@shared/rules/viewport';
import type { PageBox, PageSize } from '@shared/rules/viewport';
import { LASER_FADE_MS } from './live-ink';
import type { GrowingStroke, LiveHead } from './live-ink';
import { MARKER_OPACITY, inkColor } from './palette';
import { canvasPathOf, outlineOf } from './stroke-outline';
import type { PageWord } from './snap-highlight';

export interface Draft extends LiveHead {
  /** x, y in page units, pressure 0–255. */
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

const LABEL_FONT = '600 15px "Inter Variable", Inter, system-ui, sans-serif';

export class LiveCanvas {
  readonly #canvas: HTMLCanvasElement;
  #empty = true;
  /** Shapes of growing strokes by their points, which are grown in place: drawn anew only when there are more of them. */
  #shapes = new WeakMap<readonly number[], { readonly count: number; readonly size: PageSize; readonly path: Path2D }>();

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  resize(width: number, height: number): void {
    const density = Math.min(window.devicePixelRatio, 2);
    this.#canvas.width = Math.round(width * density);
    this.#canvas.height = Math.round(height * density);
    this.#empty = true;
  }

  release(): void {
    this.#canvas.width = 0;
    this.#canvas.height = 0;
  }

  draw(scene: LiveScene, now: number): void {
    const nothing = scene.draft === null && scene.strokes.length === 0;
    if (nothing && this.#empty) return;
    const context = this.#canvas.getContext('2d');
    if (context === null) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    this.#empty = nothing;
    for (const stroke of scene.strokes) {
      if (stroke.tool === 'laser') this.#laser(context, scene, stroke, now);
      else {
        this.#stroke(context, scene, stroke, stroke.points);
        this.#label(context, scene, stroke);
      }
    }
    if (scene.draft !== null) this.#draft(context, scene, scene.draft, now);
  }

  #density(): number {
    return this.#canvas.clientWidth === 0 ? 1 : this.#canvas.width / this.#canvas.clientWidth;
  }

  /** Sets points of the unrotated page as the unit of the context. False when the page is not there. */
  #enter(context: CanvasRenderingContext2D, scene: LiveScene, index: number): PageSize | null {
    const page = scene.page(index);
    if (page === null) return null;
    const { box, size } = page;
    const shownWidth = (size.rotate + scene.rotation) % 180 === 0 ? size.width : size.height;
    const scale = box.width / shownWidth;
    const density = this.#density();
    const [a, b, c, d, e, f] = rotationMatrix(size, scene.rotation);
    context.setTransform(density, 0, 0, density, 0, 0);
    context.translate(box.left - scene.scroll.left, box.top - scene.scroll.top);
    context.scale(scale, scale);
    context.transform(a, b, c, d, e, f);
    return size;
  }

  #stroke(context: CanvasRenderingContext2D, scene: LiveScene, head: LiveHead, points: readonly number[]): void {
    const size = this.#enter(context, scene, head.page);
    if (size === null || head.tool === 'laser') return;
    context.fillStyle = inkColor(head.color);
    context.globalAlpha = head.tool === 'marker' ? MARKER_OPACITY : 1;
    context.fill(this.#shape(head.tool, head.width, points, size));
    context.globalAlpha = 1;
  }

  #shape(tool: StrokeTool, width: number, points: readonly number[], size: PageSize): Path2D {
    const known = this.#shapes.get(points);
    if (known?.count === points.length && known.size === size) return known.path;
    const path = canvasPathOf(outlineOf(points, tool, width, size, false));
    this.#shapes.set(points, { count: points.length, size, path });
    return path;
  }

  #draft(context: CanvasRenderingContext2D, scene: LiveScene, draft: Draft, now: number): void {
    if (draft.tool === 'laser') {
      this.#laser(context, scene, { ...draft, personId: '', stroke: 0, at: now }, now);
      return;
    }
    if (draft.lines.length === 0) {
      this.#stroke(context, scene, draft, draft.points);
      return;
    }
    const size = this.#enter(context, scene, draft.page);
    if (size === null) return;
    context.fillStyle = inkColor(draft.color);
    context.globalAlpha = MARKER_OPACITY;
    for (const { left, top, right, bottom } of draft.lines) {
      context.fillRect(left * size.width, top * size.height, (right - left) * size.width, (bottom - top) * size.height);
    }
    context.globalAlpha = 1;
  }

  /** Tip of a stroke in CSS pixels of the window of the scroll area. */
  #tip(context: CanvasRenderingContext2D, scene: LiveScene, stroke: GrowingStroke): { x: number; y: number } | null {
    const size = this.#enter(context, scene, stroke.page);
    const x = stroke.points.at(-3);
    const y = stroke.points.at(-2);
    if (size === null || x === undefined || y === undefined) return null;
    const density = this.#density();
    const tip = context.getTransform().transformPoint({ x: (x / PAGE_UNITS) * size.width, y: (y / PAGE_UNITS) * size.height });
    context.setTransform(density, 0, 0, density, 0, 0);
    return { x: tip.x / density, y: tip.y / density };
  }

  #laser(context: CanvasRenderingContext2D, scene: LiveScene, stroke: GrowingStroke, now: number): void {
    const tip = this.#tip(context, scene, stroke);
    if (tip === null) return;
    context.globalAlpha = Math.max(0, 1 - ((now - stroke.at) / LASER_FADE_MS) ** 2);
    context.fillStyle = context.strokeStyle = inkColor(stroke.color);
    context.beginPath();
    context.arc(tip.x, tip.y, 7.5, 0, 2 * Math.PI);
    context.fill();
    context.globalAlpha *= 0.4;
    context.lineWidth = 3;
    context.beginPath();
    context.arc(tip.x, tip.y, 14, 0, 2 * Math.PI);
    context.stroke();
    context.globalAlpha = 1;
  }

  #label(context: CanvasRenderingContext2D, scene: LiveScene, stroke: GrowingStroke): void {
    const name = scene.nameOf(stroke.personId);
    const tip = this.#tip(context, scene, stroke);
    if (tip === null || name === '') return;
    context.font = LABEL_FONT;
    const width = context.measureText(name).width + 20;
    const left = Math.min(Math.max(4, tip.x + 10), this.#canvas.clientWidth - width - 4);
    const top = Math.max(4, tip.y - 38);
    context.fillStyle = inkColor(stroke.color);
    context.beginPath();
    context.roundRect(left, top, width, 28, 14);
    context.fill();
    context.fillStyle = '#ffffff';
    context.textBaseline = 'middle';
    context.fillText(name, left + 10, top + 14.5);
  }
}
