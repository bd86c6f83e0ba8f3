/**
 * Small pictures of pages for the strip and as a first look while a page is drawn. They are drawn one at a time, only
 * while no page waits, on one scratch canvas, and kept as blobs: a picture element costs no canvas memory.
 */
import type { PageCanvases } from './page-canvases';
import { drawPicture, type PagePictures } from './page-pictures';
import type { PdfSource } from './pdf-source';

/** Width in device pixels: enough for the strip at double density and for a readable first look at headings. */
const WIDTH = 168;
/** A pause between two pictures, so that a finger on the page is answered and the sharp page is painted first. */
const REST_MS = 30;
/** After a turn or a scroll the page has the machine to itself this long. */
const QUIET_MS = 400;
/** A hand that writes lifts the pen between two words. */
const WRITING_MS = 1_500;
/** Pictures kept; the oldest go first (about 6 KB each). */
const KEEP = 400;

export class Thumbnails {
  readonly #source: PdfSource;
  readonly #canvases: PageCanvases;
  readonly #pictures: PagePictures | null;
  readonly #urls = new Map<number, string>();
  readonly #failed = new Set<number>();
  readonly #listeners = new Set<() => void>();
  #queue: number[] = [];
  #running = false;
  #closed = false;
  #held = false;
  #quiet: ReturnType<typeof setTimeout> | null = null;
  #version = 0;

  constructor(source: PdfSource, canvases: PageCanvases, pictures: PagePictures | null) {
    this.#source = source;
    this.#pictures = pictures;
    this.#canvases = canvases;
    canvases.onIdle = () => void this.#next();
  }

  url(page: number): string | undefined {
    return this.#urls.get(page);
  }

  /** Grows with every new picture; what `useSyncExternalStore` compares. */
  readonly version = (): number => this.#version;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Pages in the strip's view, nearest first. */
  want(pages: readonly number[]): void {
    this.#queue = pages.filter((page) => !this.#urls.has(page) && !this.#failed.has(page));
    void this.#next();
  }

  /** While a pen is down nothing else is drawn: a picture may hold the page longer than a frame. */
  hold(on: boolean): void {
    this.#held = on;
    if (!on) this.rest(WRITING_MS);
  }

  /** The page moves: what is small waits until it rests. */
  rest(ms = QUIET_MS): void {
    if (this.#quiet !== null) clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      this.#quiet = null;
      void this.#next();
    }, ms);
  }

  close(): void {
    if (this.#quiet !== null) clearTimeout(this.#quiet);
    this.#closed = true;
    this.#queue = [];
    for (const url of this.#urls.values()) URL.revokeObjectURL(url);
    this.#urls.clear();
  }

  async #next(): Promise<void> {
    if (this.#running || this.#closed || this.#held || this.#quiet !== null || !this.#canvases.settled) return;
    // A page shown from a picture is drawn small once its picture is there; fetching it for the strip alone would cost megabytes.
    const at = this.#queue.findIndex((page) => !this.#pictures?.has(page) || this.#pictures.url(page) !== null);
    const [number] = at < 0 ? [] : this.#queue.splice(at, 1);
    if (number === undefined) return;
    this.#running = true;
    const canvas = document.createElement('canvas');
    try {
      const picture = this.#pictures?.url(number) ?? null;
      if (picture === null) await this.#draw(number, canvas);
      else await drawPicture(picture, canvas, WIDTH);
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', 0.8));
      if (blob !== null && !this.#closed) this.#store(number, URL.createObjectURL(blob));
    } catch {
      this.#failed.add(number);
    } finally {
      canvas.width = 0;
      canvas.height = 0;
    }
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    this.#running = false;
    void this.#next();
  }

  async #draw(number: number, canvas: HTMLCanvasElement): Promise<void> {
    const page = await this.#source.page(number);
    const natural = page.getViewport({ scale: 1 });
    const viewport = page.getViewport({ scale: WIDTH / natural.width });
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    await page.render({ canvas, viewport, background: '#ffffff' }).promise;
  }

  #store(page: number, url: string): void {
    this.#urls.set(page, url);
    if (this.#urls.size > KEEP) {
      const [oldest] = this.#urls;
      if (oldest !== undefined) {
        URL.revokeObjectURL(oldest[1]);
        this.#urls.delete(oldest[0]);
      }
    }
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}
