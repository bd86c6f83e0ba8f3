const INERTIA = 0.94;

/** Lets the page run on after a finger is lifted, as the browser's own scrolling does. */
export class Glide {
  readonly #scroller: HTMLElement;
  #velocity = { x: 0, y: 0 };
  #frame = 0;

  constructor(scroller: HTMLElement) {
    this.#scroller = scroller;
  }

  /** The way of the finger since it was last told. */
  moved(x: number, y: number): void {
    this.#velocity = { x, y };
  }

  run(): void {
    this.#frame = requestAnimationFrame(this.#step);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
  }

  readonly #step = (): void => {
    this.#velocity = { x: this.#velocity.x * INERTIA, y: this.#velocity.y * INERTIA };
    if (Math.hypot(this.#velocity.x, this.#velocity.y) < 0.5) return;
    this.#scroller.scrollBy(-this.#velocity.x, -this.#velocity.y);
    this.run();
  };
}
