/** Left top of the content of a scroll area in the window, asked anew only when it may have moved: the browser lays the page out for the answer. */
export class ContentOrigin {
  readonly #scroller: HTMLElement;
  readonly #sized: ResizeObserver;
  #last = { left: 0, top: 0 };
  #known: { readonly left: number; readonly top: number } | null = null;

  /** `onSized` is called before what moved is painted. */
  constructor(scroller: HTMLElement, signal: AbortSignal, onSized: () => void) {
    this.#scroller = scroller;
    this.#sized = new ResizeObserver(() => {
      this.forget();
      onSized();
    });
    this.#sized.observe(scroller);
    scroller.addEventListener('scroll', () => this.forget(), { signal, passive: true });
    signal.addEventListener('abort', () => this.#sized.disconnect());
  }

  forget(): void {
    this.#known = null;
  }

  /** CSS pixels. */
  get(): { readonly left: number; readonly top: number } {
    if (this.#known !== null) return this.#known;
    const frame = this.#scroller.getBoundingClientRect();
    this.#known = {
      left: frame.left + this.#scroller.clientLeft - this.#scroller.scrollLeft,
      top: frame.top + this.#scroller.clientTop - this.#scroller.scrollTop,
    };
    this.#last = this.#known;
    return this.#known;
  }

  /** Scrolls the content back to where it lay when last asked; false where that cannot be. */
  putBack(): boolean {
    const before = this.#last;
    const now = this.get();
    this.#scroller.scrollBy(now.left - before.left, now.top - before.top);
    this.forget();
    const after = this.get();
    return Math.abs(after.left - before.left) <= 1 && Math.abs(after.top - before.top) <= 1;
  }
}
