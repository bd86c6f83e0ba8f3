/**
 * Pen, finger and mouse on the page area. The machine of `pen-state` decides what a contact means; this carries it out:
 * strokes into drafts and operations, fingers into scrolling and zoom, the eraser into marks that go.
 */
import { INK_LIMITS, PAGE_UNITS } from '@shared/protocol/ink';
import type { InkLayer } from '@shared/protocol/ink';
import { isNewSample, limitPoints, simplifyStroke } from '@shared/rules/ink-smoothing';
import type { InkSample } from '@shared/rules/ink-smoothing';
import { initialPenState, stepPen } from '@shared/rules/pen-state';
import type { InkTool, PenEffect, PenEvent, PenState } from '@shared/rules/pen-state';
import { fromShown } from '@shared/rules/viewport';
import { pageLife, SLEEP } from '../page-life';
import type { ReaderView } from '../reader/reader-view';
import { ContentOrigin } from './content-origin';
import { clamp, contactOf, overText } from './drawing';
import type { Drawing, Spot } from './drawing';
import { touches } from './eraser';
import type { InkClient } from './ink-client';
import type { Draft } from './live-canvas';
import type { LiveHead, LiveSender } from './live-ink';
import { PageMoves } from './page-moves';
import { MARKER_WIDTH, PEN_WIDTH, VERMILION, YELLOW } from './palette';
import { highlightOf, linesOf, nearestWord, wordAt } from './snap-highlight';
import type { MeasuredText } from './text-words';

/** Samples nearer than 0.08 mm on A4 add nothing. */
const MINIMUM_STEP = 6;
/** Dropped samples lie within 0.04 mm on A4 of the line that stays. */
const TOLERANCE = 3;
/** Reach of the eraser in CSS pixels. */
const ERASER_REACH = 12;

export interface PenChoice {
  readonly layer: InkLayer;
  readonly color: number;
  /** Marks in this colour alone, the highlighter too. */
  readonly isOnly?: boolean;
}

export interface SurfaceOptions {
  readonly scroller: HTMLElement;
  readonly view: ReaderView;
  readonly client: InkClient;
  readonly live: LiveSender;
  /** False where this person may not mark: every contact is left to the browser. */
  writable(): boolean;
  choice(): PenChoice;
  measure(page: number): MeasuredText | null;
  /** The draft changed: draw it. */
  onDraft(draft: Draft | null): void;
  /** Over all that can be touched in the content: while ink is drawn the browser need not look further for what lies under it. */
  readonly shield: HTMLElement;
  /** Marks that the eraser has touched and that go when it is lifted. */
  onErasing(opIds: ReadonlySet<string>): void;
  onPenMode(on: boolean): void;
  onNote(at: { page: number; x: number; y: number }): void;
  onWriting(writing: boolean): void;
  /** The person moved the page by hand. */
  onMoved(): void;
}

export class InkSurface {
  readonly #options: SurfaceOptions;
  readonly #abort = new AbortController();
  #state: PenState;
  #drawing: Drawing | null = null;
  readonly #moves: PageMoves;
  #pinch: { distance: number; x: number; y: number } | null = null;
  readonly #origin: ContentOrigin;

  constructor(options: SurfaceOptions, tool: InkTool, penMode: boolean) {
    this.#options = options;
    this.#state = initialPenState(tool, penMode);
    const { scroller } = options;
    const { signal } = this.#abort;
    this.#moves = new PageMoves(scroller, options.view);
    this.#origin = new ContentOrigin(scroller, signal, this.#onSized);
    scroller.addEventListener('pointerdown', this.#onDown, { signal });
    scroller.addEventListener('pointermove', this.#onMove, { signal });
    scroller.addEventListener('pointerup', this.#onUp, { signal });
    scroller.addEventListener('pointercancel', this.#onCancel, { signal });
    scroller.addEventListener('lostpointercapture', this.#onCancel, { signal });
    scroller.addEventListener('touchstart', this.#onTouch, { signal, passive: false });
    scroller.addEventListener('touchmove', this.#onTouch, { signal, passive: false });
    scroller.addEventListener('touchend', () => (this.#pinch = null), { signal });
    scroller.addEventListener('selectstart', (event) => { if (this.#penIsDown) event.preventDefault(); }, { signal });
    scroller.addEventListener('keydown', this.#onKey, { signal });
    scroller.addEventListener('wheel', this.#onWheel, { signal, passive: false });
    // A window that goes away sends no more events: what is drawn by then is kept, a finger's stroke as P7 says.
    pageLife.addEventListener(SLEEP, this.#onHidden, { signal });
  }

  setTool(tool: InkTool): void {
    this.#step({ type: 'tool', tool });
  }

  leavePenMode(): void {
    this.#step({ type: 'leave-pen-mode' });
  }

  close(): void {
    this.#finish();
    this.#abort.abort();
    this.#moves.stop();
  }

  readonly #onDown = (event: PointerEvent): void => {
    this.#moves.stay();
    // Beside the content lies nothing but the bar that scrolls.
    if (event.target === this.#options.scroller) this.#options.onMoved();
    if (event.target instanceof Element && event.target.closest('[data-ink-ignore]') !== null) return;
    if (this.#leftToBrowser(event)) return;
    if (this.#state.tool !== 'hand' || event.pointerType === 'pen') event.preventDefault();
    this.#options.scroller.setPointerCapture(event.pointerId);
    this.#step({ type: 'down', contact: contactOf(event) }, event);
  };

  readonly #onMove = (event: PointerEvent): void => {
    if (this.#state.activity.type === 'idle') return;
    this.#step({ type: 'move', contact: contactOf(event) }, event);
  };

  readonly #onUp = (event: PointerEvent): void => {
    this.#step({ type: 'up', contact: contactOf(event) }, event);
  };

  readonly #onCancel = (event: PointerEvent): void => {
    this.#step({ type: 'cancel', contact: contactOf(event) }, event);
  };

  readonly #onHidden = (): void => {
    const { activity } = this.#state;
    if (activity.type === 'draw') this.#step({ type: 'cancel', contact: activity.last });
  };

  /** P22: a line that came or went has pushed the pages away under the stroke. */
  readonly #onSized = (): void => {
    const { activity } = this.#state;
    if (activity.type === 'draw' && !this.#origin.putBack()) this.#step({ type: 'up', contact: activity.last });
  };

  get #penIsDown(): boolean {
    const { activity } = this.#state;
    return activity.type === 'draw' && activity.contact.kind === 'pen';
  }

  /** With the hand, fingers scroll by the browser, and a mouse over text selects it; a pen is the machine's, and touches beside it. */
  #leftToBrowser(event: PointerEvent): boolean {
    if (this.#state.tool !== 'hand') return false;
    if (!this.#options.writable()) return event.pointerType !== 'mouse' || overText(event);
    if (event.pointerType === 'pen' || this.#penIsDown) return false;
    if (event.pointerType !== 'mouse') return true;
    return overText(event);
  }

  /**
   * Two fingers with the hand tool; with a drawing tool, or under a pen, no touch may reach Scribble or the browser's own
   * gestures. A pen tells of itself as a touch as well: refused at its start, it neither scrolls nor selects.
   */
  readonly #onTouch = (event: TouchEvent): void => {
    if (this.#penIsDown) {
      if (event.cancelable) event.preventDefault();
      return;
    }
    if (this.#state.tool !== 'hand') {
      if (event.type === 'touchmove' && event.cancelable) event.preventDefault();
      return;
    }
    const [a, b] = [event.touches[0], event.touches[1]];
    if (a === undefined || b === undefined) {
      if (event.type === 'touchmove') this.#options.onMoved();
      return;
    }
    if (event.cancelable) event.preventDefault();
    const next = { distance: Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)), x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2 };
    const before = this.#pinch;
    this.#pinch = next;
    if (before !== null) this.#moves.zoom(next.distance / before.distance, next.x, next.y, next.x - before.x, next.y - before.y);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown' || event.key === ' ') this.#options.onMoved();
  };

  readonly #onWheel = (event: WheelEvent): void => {
    if (!event.ctrlKey) {
      this.#options.onMoved();
      return;
    }
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 20 : event.deltaY;
    this.#moves.zoom(Math.exp(-Math.max(-60, Math.min(60, lines)) / 240), event.clientX, event.clientY, 0, 0);
  };

  #step(event: PenEvent, source?: PointerEvent): void {
    const { state, effects } = stepPen(this.#state, event);
    this.#state = state;
    for (const effect of effects) this.#carryOut(effect, source);
  }

  #carryOut(effect: PenEffect, event: PointerEvent | undefined): void {
    switch (effect.type) {
      case 'draw-begin':
        if (event !== undefined) this.#begin(effect.tool, event);
        break;
      case 'draw-extend':
        if (event !== undefined) this.#extend(event);
        break;
      case 'draw-finish':
        this.#finish();
        break;
      case 'draw-discard':
        this.#discard();
        break;
      case 'pan':
        this.#moves.pan(effect.dx, effect.dy);
        this.#options.onMoved();
        break;
      case 'pan-begin':
        this.#moves.pan(0, 0);
        break;
      case 'pan-end':
        this.#moves.glide();
        break;
      case 'pinch':
        this.#moves.zoom(effect.factor, effect.x, effect.y, effect.dx, effect.dy);
        break;
      case 'pen-mode':
        this.#options.onPenMode(effect.on);
        break;
      case 'pinch-begin':
      case 'pinch-end':
        break;
    }
  }

  #hold(drawing: Drawing | null): void {
    this.#drawing = drawing;
    this.#options.shield.hidden = drawing === null;
  }

  /** Page under a point of the window and where on it, in page units; held to `page` (index from 0) once a stroke has begun. */
  #spot(event: PointerEvent, origin: { left: number; top: number }, page?: number): Spot | null {
    const { view } = this.#options;
    const left = event.clientX - origin.left;
    const top = event.clientY - origin.top;
    const { layout, rotation } = view.snapshot();
    const box = page === undefined
      ? layout.boxes.find((one) => top >= one.top && top <= one.top + one.height && left >= one.left && left <= one.left + one.width)
      : layout.boxes[page];
    if (box === undefined) return null;
    const shown = { x: clamp((left - box.left) / box.width), y: clamp((top - box.top) / box.height) };
    const { x, y } = fromShown(shown, view.size(box.page).rotate + rotation);
    const pressure = event.pointerType === 'pen' && event.pressure > 0 ? event.pressure : 0.5;
    return { page: box.page - 1, x: Math.round(x * PAGE_UNITS), y: Math.round(y * PAGE_UNITS), pressure };
  }

  #begin(tool: InkTool, event: PointerEvent): void {
    this.#origin.forget();
    const spot = this.#spot(event, this.#origin.get());
    if (spot === null || tool === 'hand') return;
    const { choice, live, measure, view } = this.#options;
    const { color, layer, isOnly } = choice();
    const marker = tool === 'highlighter';
    const head: LiveHead = {
      page: spot.page,
      tool: tool === 'laser' ? 'laser' : marker ? 'marker' : 'pen',
      color: tool === 'laser' ? VERMILION : marker && isOnly !== true ? YELLOW : color,
      width: marker || color === YELLOW ? MARKER_WIDTH : PEN_WIDTH,
    };
    const measured = marker ? measure(spot.page + 1) : null;
    const size = view.size(spot.page + 1);
    const from = measured === null ? -1 : wordAt(measured.words, spot.x / PAGE_UNITS, spot.y / PAGE_UNITS, size.height / size.width);
    const shares = layer === 'shared' && from === -1 && (tool === 'pen' || marker);
    const number = tool === 'laser' || shares ? live.begin(head) : 0;
    const drawing: Drawing = { tool, page: spot.page, head, number, layer, samples: [], points: [], erased: new Set(), from, to: from };
    this.#hold(drawing);
    if (tool !== 'laser') this.#options.onWriting(true);
    this.#sample(drawing, spot);
    this.#show();
  }

  #extend(event: PointerEvent): void {
    const drawing = this.#drawing;
    if (drawing === null) return;
    const events = event.getCoalescedEvents?.() ?? [];
    const origin = this.#origin.get();
    for (const one of events.length > 0 ? events : [event]) {
      const spot = this.#spot(one, origin, drawing.page);
      if (spot !== null) this.#sample(drawing, spot);
    }
    this.#show();
  }

  #sample(drawing: Drawing, spot: Spot): void {
    if (!isNewSample(drawing.samples.at(-1), spot, MINIMUM_STEP)) return;
    const before = drawing.samples.at(-1) ?? spot;
    drawing.samples.push(spot);
    drawing.points.push(spot.x, spot.y, Math.round(spot.pressure * 255));
    if (drawing.number !== 0) this.#options.live.point(spot.x, spot.y, Math.round(spot.pressure * 255));
    if (drawing.tool === 'eraser') this.#touch(drawing, before, spot);
    if (drawing.from === -1) return;
    const measured = this.#options.measure(drawing.page + 1);
    const size = this.#options.view.size(drawing.page + 1);
    if (measured !== null) drawing.to = nearestWord(measured.words, spot.x / PAGE_UNITS, spot.y / PAGE_UNITS, size.height / size.width);
  }

  /** Own marks on the eraser's way. */
  #touch(drawing: Drawing, from: InkSample, to: InkSample): void {
    const { client, view } = this.#options;
    const size = view.size(drawing.page + 1);
    const reach = (ERASER_REACH / (size.width * view.snapshot().scale)) * PAGE_UNITS;
    const ratio = size.height / size.width;
    const before = drawing.erased.size;
    for (const mark of client.model.marksOf(drawing.page)) {
      if (mark.own && !drawing.erased.has(mark.opId) && touches(mark, from, to, reach, ratio)) drawing.erased.add(mark.opId);
    }
    if (drawing.erased.size !== before) this.#options.onErasing(new Set(drawing.erased));
  }

  #finish(): void {
    const drawing = this.#drawing;
    this.#hold(null);
    if (drawing === null) return;
    const { client, live, onDraft, onErasing, onNote, onWriting } = this.#options;
    live.end();
    const last = drawing.samples.at(-1);
    if (drawing.tool === 'eraser') {
      client.erase([...drawing.erased]);
      onErasing(new Set());
    } else if (drawing.tool === 'note') {
      if (last !== undefined) onNote({ page: drawing.page, x: last.x, y: last.y });
    } else if (drawing.tool !== 'laser') {
      this.#store(drawing);
    }
    onDraft(null);
    onWriting(false);
  }

  #store(drawing: Drawing): void {
    const { client, measure } = this.#options;
    const { layer } = drawing;
    const measured = drawing.from === -1 ? null : measure(drawing.page + 1);
    const highlight = measured === null ? null : highlightOf(measured.words, measured.text, drawing.from, drawing.to, drawing.page, drawing.head.color);
    if (highlight !== null) {
      client.add(layer, [highlight]);
      return;
    }
    const kept = limitPoints(simplifyStroke(drawing.samples, TOLERANCE), INK_LIMITS.points);
    const points = Uint16Array.from(kept.flatMap(({ x, y, pressure }) => [x, y, Math.round(pressure * 255)]));
    const { tool, color, width, page } = drawing.head;
    client.add(layer, [{ kind: 'stroke', page, tool: tool === 'marker' ? 'marker' : 'pen', color, width, liveStroke: drawing.number, points }]);
  }

  #discard(): void {
    this.#hold(null);
    this.#options.live.discard();
    this.#options.onDraft(null);
    this.#options.onErasing(new Set());
    this.#options.onWriting(false);
  }

  #show(): void {
    const drawing = this.#drawing;
    if (drawing === null || drawing.tool === 'eraser' || drawing.tool === 'note') return;
    const measured = drawing.from === -1 ? null : this.#options.measure(drawing.page + 1);
    this.#options.onDraft({
      ...drawing.head,
      points: drawing.points,
      lines: measured === null ? [] : linesOf(measured.words, drawing.from, drawing.to),
    });
  }
}
