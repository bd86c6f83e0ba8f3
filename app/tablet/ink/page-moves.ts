/** Pages moved by hand: panned, run on after the finger is lifted, zoomed around the fingers. */
import type { ReaderView } from '../reader/reader-view';

const INERTIA = 0.94;

export class PageMoves {
  readonly #scroller: HTMLElement;
  readonly #view: ReaderView;
  #velocity = { x: 0, y: 0 };
  #gliding = 0;
  #zooming: { factor: number; x: number; y: number; dx: number; dy: number } | null = null;

  constructor(scroller: HTMLElement, view: ReaderView) {
    this.#scroller = scroller;
    this.#view = view;
  }

  /** Nothing runs on. */
  stay(): void {
    cancelAnimationFrame(this.#gliding);
  }

  stop(): void {
    this.stay();
    this.#zooming = null;
  }

  /** CSS pixels of the finger's way. */
  pan(dx: number, dy: number): void {
    this.#velocity = { x: dx, y: dy };
    if (dx !== 0 || dy !== 0) this.#scroller.scrollBy(-dx, -dy);
  }

  /** Lets the page run on after a finger is lifted, as the browser's own scrolling does. */
  glide(): void {
    const step = (): void => {
      this.#velocity = { x: this.#velocity.x * INERTIA, y: this.#velocity.y * INERTIA };
      if (Math.hypot(this.#velocity.x, this.#velocity.y) < 0.5) return;
      this.#scroller.scrollBy(-this.#velocity.x, -this.#velocity.y);
      this.#gliding = requestAnimationFrame(step);
    };
    this.#gliding = requestAnimationFrame(step);
  }

  /** Fingers and wheel tell more often than the screen draws, and every scale lays all pages out: once a frame is enough. */
  zoom(factor: number, clientX: number, clientY: number, dx: number, dy: number): void {
    const waiting = this.#zooming;
    this.#zooming = { factor: (waiting?.factor ?? 1) * factor, x: clientX, y: clientY, dx: (waiting?.dx ?? 0) + dx, dy: (waiting?.dy ?? 0) + dy };
    if (waiting === null) requestAnimationFrame(this.#zoomNow);
  }

  readonly #zoomNow = (): void => {
    const zoom = this.#zooming;
    this.#zooming = null;
    if (zoom === null) return;
    const frame = this.#scroller.getBoundingClientRect();
    // First the way of the fingers, told at once: a zoom begins with the place the view knows, and its own place would undo a later way.
    if (zoom.dx !== 0 || zoom.dy !== 0) {
      this.#scroller.scrollBy(-zoom.dx, -zoom.dy);
      this.#view.scrolled(this.#scroller.scrollLeft, this.#scroller.scrollTop);
    }
    this.#view.setScale(this.#view.snapshot().scale * zoom.factor, { x: zoom.x - frame.left, y: zoom.y - frame.top });
  };
}
