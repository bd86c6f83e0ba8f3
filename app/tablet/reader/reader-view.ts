/**
 * State of the page area: sizes, zoom, rotation, place, and what is visible. React draws from its snapshots; scrolling
 * itself is the browser's, so the state follows the scroll position and never fights it.
 */
import {
  clampScale, currentPage, fitScale, keepAnchor, layoutPages, pagesToDraw, placeAt, scrollTopOf, stepScale, visiblePages,
} from '@shared/rules/viewport';
import type { FitMode, PageLayout, PageSize, Place } from '@shared/rules/viewport';

export interface ReaderPlace extends Place {
  /** A fit, or a fixed scale in CSS pixels per point. */
  readonly zoom: FitMode | number;
}

export interface ReaderInsets {
  readonly gap: number;
  readonly marginLeft: number;
  readonly marginRight: number;
  readonly marginTop: number;
  readonly marginBottom: number;
}

export interface ReaderSnapshot {
  readonly layout: PageLayout;
  readonly scale: number;
  readonly zoom: FitMode | number;
  readonly rotation: number;
  readonly current: number;
  /** Pages to keep in the document: visible ones and their neighbours. */
  readonly mounted: readonly number[];
  /** Pages to draw sharply, most needed first. */
  readonly drawn: readonly number[];
  /** Page the last jump came from, for the way back. */
  readonly cameFrom: number | null;
  /** Grows with every change that must move the scroll position after layout. */
  readonly scrollRequest: number;
}

const A4: PageSize = { width: 595.28, height: 841.89, rotate: 0 };
/** Jumps remembered for "back". */
const HISTORY = 50;
const PLACE_DELAY_MS = 400;
/** A window that is not drawn (hidden) is told all the same. */
const TELL_MS = 120;

export class ReaderView {
  readonly total: number;
  readonly #sizes: PageSize[];
  readonly #known = new Set<number>();
  readonly #listeners = new Set<() => void>();
  readonly #onPlace: (place: ReaderPlace) => void;
  #insets: ReaderInsets = { gap: 20, marginLeft: 38, marginRight: 38, marginTop: 20, marginBottom: 20 };
  #view = { width: 800, height: 800, density: 1 };
  #scroll = { left: 0, top: 0 };
  #target: { left: number | null; top: number } | null = null;
  #history: Place[] = [];
  #snapshot: ReaderSnapshot;
  #telling = false;
  /** Scrolls at once, when the layout stays as it is; set by the page area. */
  onScroll: ((target: { left: number | null; top: number }) => void) | null = null;
  #placeTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(total: number, first: PageSize, onPlace: (place: ReaderPlace) => void, start?: ReaderPlace) {
    this.total = total;
    this.#onPlace = onPlace;
    this.#sizes = Array.from({ length: total }, () => first);
    this.#known.add(1);
    const zoom = start?.zoom ?? 'width';
    const scale = typeof zoom === 'number' ? clampScale(zoom) : 1;
    this.#snapshot = {
      layout: { boxes: [], width: 0, height: 0 }, scale, zoom, rotation: 0, current: start?.page ?? 1, mounted: [], drawn: [], cameFrom: null, scrollRequest: 0,
    };
    this.#relayout(start ?? { page: 1, offset: 0 });
  }

  readonly snapshot = (): ReaderSnapshot => this.#snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Size of the scroll area's window in CSS pixels, device pixels per CSS pixel, and the room that bars take. */
  resize(width: number, height: number, density: number, insets: ReaderInsets): void {
    const view = { width, height, density };
    if (JSON.stringify([view, insets]) === JSON.stringify([this.#view, this.#insets])) return;
    const place = this.#here();
    this.#view = view;
    this.#insets = insets;
    this.#relayout(place);
  }

  /** The true size of a page, once it is known; the page in view stays where it is. */
  learnSize(page: number, size: PageSize): void {
    const guessed = this.#sizes[page - 1] ?? A4;
    this.#known.add(page);
    if (guessed.width === size.width && guessed.height === size.height && guessed.rotate === size.rotate) return;
    const place = this.#here();
    this.#sizes[page - 1] = size;
    this.#relayout(place);
  }

  knowsSize(page: number): boolean {
    return this.#known.has(page);
  }

  size(page: number): PageSize {
    return this.#sizes[page - 1] ?? A4;
  }

  /** The browser has scrolled. */
  scrolled(left: number, top: number): void {
    this.#scroll = { left, top };
    this.#look();
  }

  /** Where to scroll after React has laid the pages out; asked once per request. */
  takeScroll(): { left: number | null; top: number } | null {
    const target = this.#target;
    this.#target = null;
    if (target !== null) this.#scroll = { left: target.left ?? this.#scroll.left, top: target.top };
    return target;
  }

  zoomBy(direction: 1 | -1): void {
    this.setScale(stepScale(this.#snapshot.scale, direction));
  }

  /** Zooms to a scale, keeping the point under `anchor` (CSS pixels in the window of the scroll area; its middle if absent). */
  setScale(wanted: number, anchor = { x: this.#view.width / 2, y: this.#view.height / 2 }): void {
    const scale = clampScale(wanted);
    if (scale === this.#snapshot.scale) return;
    const before = this.#snapshot.layout;
    const after = this.#layout(scale, this.#snapshot.rotation);
    const scroll = keepAnchor(before, after, this.#scroll, anchor);
    this.#commit({ layout: after, scale, zoom: scale }, scroll);
  }

  fit(mode: FitMode): void {
    const { current } = this.#snapshot;
    this.#snapshot = { ...this.#snapshot, zoom: mode };
    this.#relayout(mode === 'page' ? { page: current, offset: 0 } : this.#here());
  }

  rotate(): void {
    const { current } = this.#snapshot;
    this.#snapshot = { ...this.#snapshot, rotation: (this.#snapshot.rotation + 90) % 360 };
    this.#relayout({ page: current, offset: 0 });
  }

  /** Goes to a page. A jump can be taken back; turning one page is not a jump. */
  goTo(page: number, options: { offset?: number; jump?: boolean } = {}): void {
    const wanted = Math.min(this.total, Math.max(1, Math.round(page)));
    const from = this.#here();
    if (options.jump === true && Math.abs(wanted - this.#snapshot.current) > 1) {
      this.#history.push({ ...from, page: from.page });
      if (this.#history.length > HISTORY) this.#history.shift();
    }
    const top = scrollTopOf(this.#snapshot.layout, { page: wanted, offset: options.offset ?? 0 }) - (options.offset === undefined ? this.#insets.marginTop : 0);
    this.#commit({}, { left: null, top });
  }

  turn(direction: 1 | -1): void {
    this.goTo(this.#snapshot.current + direction);
  }

  /** Back to where the last jump came from; false when there was none. */
  back(): boolean {
    const place = this.#history.pop();
    if (place === undefined) return false;
    this.#commit({}, { left: null, top: scrollTopOf(this.#snapshot.layout, place) });
    return true;
  }

  scrollTop(): number {
    return this.#scroll.top;
  }

  /** The page being read and where on it the middle of the window lies (0 to 1). */
  middle(): Place {
    const { current, layout } = this.#snapshot;
    const box = layout.boxes[current - 1];
    const middle = this.#scroll.top + this.#view.height / 2;
    return { page: current, offset: box === undefined ? 0.5 : Math.min(0.98, Math.max(0.02, (middle - box.top) / box.height)) };
  }

  place(): ReaderPlace {
    return { ...this.#here(), zoom: this.#snapshot.zoom };
  }

  /** Reports the place at once: the page is about to go. */
  flushPlace(): void {
    if (this.#placeTimer === null) return;
    clearTimeout(this.#placeTimer);
    this.#placeTimer = null;
    this.#onPlace(this.place());
  }

  #here(): Place {
    return placeAt(this.#snapshot.layout, this.#scroll.top + this.#insets.marginTop + 1);
  }

  #layout(scale: number, rotation: number): PageLayout {
    return layoutPages({ sizes: this.#sizes, scale, rotation, viewportWidth: this.#view.width, density: this.#view.density, ...this.#insets });
  }

  /** New layout with `place` at the top edge again. */
  #relayout(place: Place): void {
    const { zoom, rotation } = this.#snapshot;
    const room = {
      width: this.#view.width - this.#insets.marginLeft - this.#insets.marginRight,
      height: this.#view.height - this.#insets.marginTop - this.#insets.marginBottom,
    };
    const scale = typeof zoom === 'number' ? zoom : fitScale(zoom, this.size(place.page), rotation, room);
    const layout = this.#layout(scale, rotation);
    this.#commit({ layout, scale, rotation }, { left: null, top: scrollTopOf(layout, place) - this.#insets.marginTop - 1 });
  }

  #commit(change: Partial<ReaderSnapshot>, scroll: { left: number | null; top: number }): void {
    const layout = change.layout ?? this.#snapshot.layout;
    const highest = Math.max(0, layout.height - this.#view.height);
    const top = Math.min(highest, Math.max(0, scroll.top));
    this.#scroll = { left: scroll.left ?? this.#scroll.left, top };
    // To a page that is laid out already, as the next one, scrolling is all there is to do: the rest can wait for the frame.
    const target = { left: scroll.left, top };
    if (this.onScroll !== null && change.layout === undefined && this.#isMounted()) {
      this.#snapshot = { ...this.#snapshot, ...change };
      this.onScroll(target);
      this.#look();
      return;
    }
    this.#target = target;
    this.#snapshot = { ...this.#snapshot, ...change, scrollRequest: this.#snapshot.scrollRequest + 1 };
    this.#look(true);
  }

  #look(force = false): void {
    const { layout } = this.#snapshot;
    const visible = visiblePages(layout, this.#scroll.top, this.#view.height);
    const current = currentPage(layout, this.#scroll.top, this.#view.height);
    const first = Math.max(1, (visible[0] ?? 1) - 1);
    const last = Math.min(this.total, (visible.at(-1) ?? 1) + 1);
    const mounted = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
    const drawn = pagesToDraw(visible, current, this.total);
    const before = this.#snapshot;
    const cameFrom = this.#history.at(-1)?.page ?? null;
    this.#schedulePlace();
    const same = before.current === current && before.cameFrom === cameFrom && before.mounted.join() === mounted.join() && before.drawn.join() === drawn.join();
    if (same && !force) return;
    const shown = !force && this.onScroll !== null && visible.every((page) => before.mounted.includes(page));
    this.#snapshot = { ...before, current, mounted, drawn, cameFrom };
    if (shown) this.#tellAfterFrame();
    else this.#tell();
  }

  #isMounted(): boolean {
    return visiblePages(this.#snapshot.layout, this.#scroll.top, this.#view.height).every((page) => this.#snapshot.mounted.includes(page));
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  /** What is seen is there: what surrounds it is laid out once this frame has been painted. */
  #tellAfterFrame(): void {
    if (this.#telling) return;
    this.#telling = true;
    const tell = (): void => {
      if (!this.#telling) return;
      this.#telling = false;
      this.#tell();
    };
    requestAnimationFrame(() => setTimeout(tell));
    setTimeout(tell, TELL_MS);
  }

  #schedulePlace(): void {
    if (this.#placeTimer !== null) clearTimeout(this.#placeTimer);
    this.#placeTimer = setTimeout(() => {
      this.#placeTimer = null;
      this.#onPlace(this.place());
    }, PLACE_DELAY_MS);
  }
}
