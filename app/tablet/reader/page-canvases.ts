/**
 * The page canvases: never more than three alive, the one being replaced included, drawn one after the other in order
 * of need and released by setting their size to zero (iOS counts a detached canvas until it is collected). A page that is
 * shown from a picture has an image element in the place of its canvas.
 */
import type { RenderTask } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { MAX_CANVAS_PIXELS, MAX_CANVAS_PIXELS_IOS, MAX_PAGE_CANVASES, canvasDensity } from '@shared/rules/viewport';
import type { PagePictures } from './page-pictures';
import type { PdfSource } from './pdf-source';

export interface WantedPage {
  readonly page: number;
  /** Size on the screen in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Rotation by the reader, clockwise degrees. */
  readonly rotation: number;
}

/** `making`: its picture is being made on the server; `unshown`: no picture could be made of it. */
export type PageCondition = 'waiting' | 'sharp' | 'damaged' | 'making' | 'unshown';

type Surface = HTMLCanvasElement | HTMLImageElement;

interface Drawn {
  readonly canvas: Surface;
  readonly key: string;
}

interface Running {
  readonly page: number;
  readonly key: string;
  readonly canvas: Surface;
  task: RenderTask | null;
  cancelled: boolean;
}

function maximumPixels(): number {
  const apple = /iPad|iPhone|iPod/.test(navigator.userAgent) || (navigator.platform === 'MacIntel' && navigator.maxTouchPoints > 1);
  return apple ? MAX_CANVAS_PIXELS_IOS : MAX_CANVAS_PIXELS;
}

/**
 * A canvas that can be drawn on is handed to the screen anew with every frame by a browser without a graphics card, changed or
 * not, and a pen over the page waits for that: the finished page is shown as a bitmap.
 */
async function show(drawn: HTMLCanvasElement, shown: HTMLCanvasElement): Promise<void> {
  const bitmap = await createImageBitmap(drawn);
  shown.width = bitmap.width;
  shown.height = bitmap.height;
  shown.getContext('bitmaprenderer', { alpha: false })?.transferFromImageBitmap(bitmap);
}

function release(canvas: Surface): void {
  if (canvas instanceof HTMLImageElement) canvas.removeAttribute('src');
  else {
    canvas.width = 0;
    canvas.height = 0;
  }
  canvas.remove();
}

function keyOf(wanted: WantedPage): string {
  return `${Math.round(wanted.width)}x${Math.round(wanted.height)}r${wanted.rotation}`;
}

export class PageCanvases {
  readonly #source: PdfSource;
  readonly #pictures: PagePictures | null;
  readonly #unlisten: () => void;
  readonly #onCondition: (page: number, condition: PageCondition) => void;
  readonly #maximum = maximumPixels();
  readonly #hosts = new Map<number, HTMLElement>();
  readonly #drawn = new Map<number, Drawn>();
  readonly #damaged = new Set<number>();
  #wanted: readonly WantedPage[] = [];
  #running: Running | null = null;
  #closed = false;
  /** Called when the canvases have settled: thumbnails use the pause. */
  onIdle: (() => void) | null = null;

  constructor(source: PdfSource, pictures: PagePictures | null, onCondition: (page: number, condition: PageCondition) => void) {
    this.#source = source;
    this.#pictures = pictures;
    this.#onCondition = onCondition;
    this.#unlisten = pictures?.subscribe((page) => this.#pictureChanged(page)) ?? (() => undefined);
  }

  /** True when every page in need is sharp or known to be damaged: smaller work may use the pause. */
  get settled(): boolean {
    return this.#running === null && this.#wanted.length > 0 && !this.#wanted.some((one) => this.#needsDrawing(one));
  }

  isSharp(page: number): boolean {
    return this.#drawn.has(page);
  }

  /** The element of a mounted page that its canvas goes into; null when the page is unmounted. */
  host(page: number, element: HTMLElement | null): void {
    if (element !== null) {
      this.#hosts.set(page, element);
      void this.#next();
      return;
    }
    this.#hosts.delete(page);
    this.#drop(page);
  }

  /** What should be sharp now, most needed first. */
  want(wanted: readonly WantedPage[]): void {
    this.#wanted = wanted.slice(0, MAX_PAGE_CANVASES);
    this.#pictures?.want(this.#wanted.map(({ page }) => page));
    const pages = new Set(this.#wanted.map(({ page }) => page));
    for (const page of [...this.#drawn.keys()]) if (!pages.has(page)) this.#drop(page);
    const running = this.#running;
    if (running !== null && !this.#wanted.some((one) => one.page === running.page && keyOf(one) === running.key)) {
      running.cancelled = true;
      running.task?.cancel();
    }
    void this.#next();
  }

  /** Tries a damaged page again. */
  retry(page: number): void {
    this.#damaged.delete(page);
    this.#onCondition(page, 'waiting');
    if (this.#pictures?.has(page)) this.#pictures.retry(page);
    void this.#next();
  }

  close(): void {
    this.#closed = true;
    this.#unlisten();
    this.want([]);
    this.#hosts.clear();
  }

  #needsDrawing(wanted: WantedPage): boolean {
    if (this.#pictures?.has(wanted.page) && this.#pictures.url(wanted.page) === null) return false;
    return !this.#damaged.has(wanted.page) && this.#drawn.get(wanted.page)?.key !== keyOf(wanted);
  }

  #pictureChanged(page: number): void {
    const state = this.#pictures?.state(page);
    if (state === 'making') this.#onCondition(page, 'making');
    else if (state === 'none') this.#onCondition(page, 'unshown');
    void this.#next();
  }

  #drop(page: number): void {
    const drawn = this.#drawn.get(page);
    if (drawn === undefined) return;
    release(drawn.canvas);
    this.#drawn.delete(page);
    this.#onCondition(page, 'waiting');
    void this.#source.forget(page);
  }

  /** Makes room for one more canvas, giving up the least needed page; the page itself only when all three are in view. */
  #makeRoom(forPage: number): void {
    while (this.#drawn.size >= MAX_PAGE_CANVASES) {
      const leastNeeded = [...this.#wanted].reverse().find(({ page }) => page !== forPage && this.#drawn.has(page));
      this.#drop(leastNeeded?.page ?? forPage);
    }
  }

  async #next(): Promise<void> {
    if (this.#running !== null || this.#closed) return;
    const wanted = this.#wanted.find((one) => this.#hosts.has(one.page) && this.#needsDrawing(one));
    if (wanted === undefined) {
      if (this.settled) this.onIdle?.();
      return;
    }
    this.#makeRoom(wanted.page);
    const canvas = document.createElement(this.#pictures?.has(wanted.page) ? 'img' : 'canvas');
    const running: Running = { page: wanted.page, key: keyOf(wanted), canvas, task: null, cancelled: false };
    this.#running = running;
    try {
      await this.#draw(running, wanted);
      this.#finish(running);
    } catch {
      release(canvas);
      if (!running.cancelled) {
        this.#damaged.add(running.page);
        this.#onCondition(running.page, 'damaged');
      }
    } finally {
      this.#running = null;
    }
    await this.#next();
  }

  async #draw(running: Running, wanted: WantedPage): Promise<void> {
    const { canvas } = running;
    if (canvas instanceof HTMLImageElement) return this.#drawPicture(canvas, wanted);
    const page = await this.#source.page(wanted.page);
    if (running.cancelled) throw new DOMException('cancelled', 'AbortError');
    const rotation = (page.rotate + wanted.rotation) % 360;
    const natural = page.getViewport({ scale: 1, rotation });
    const density = canvasDensity(wanted.width, wanted.height, window.devicePixelRatio, this.#maximum);
    const viewport = page.getViewport({ scale: (wanted.width * density) / natural.width, rotation });
    const drawn = document.createElement('canvas');
    try {
      drawn.width = Math.max(1, Math.round(wanted.width * density));
      drawn.height = Math.max(1, Math.round(wanted.height * density));
      running.task = page.render({ canvas: drawn, viewport, background: '#ffffff' });
      await running.task.promise;
      await show(drawn, canvas);
    } finally {
      release(drawn);
    }
  }

  /** The picture shows the page as the file turns it; what the reader turned is added here. */
  async #drawPicture(image: HTMLImageElement, { page, width, height, rotation }: WantedPage): Promise<void> {
    image.alt = '';
    image.draggable = false;
    image.src = this.#pictures?.url(page) ?? '';
    if (rotation === 180) image.style.transform = 'rotate(180deg)';
    else if (rotation !== 0) {
      const { style } = image;
      [style.width, style.height] = [`${height}px`, `${width}px`];
      [style.inset, style.left, style.top] = ['auto', '50%', '50%'];
      style.transform = `translate(-50%, -50%) rotate(${rotation}deg)`;
    }
    await image.decode();
  }

  #finish(running: Running): void {
    const host = this.#hosts.get(running.page);
    if (running.cancelled || host === undefined) {
      release(running.canvas);
      return;
    }
    const before = this.#drawn.get(running.page);
    running.canvas.className = 'rd-canvas';
    running.canvas.setAttribute('aria-hidden', 'true');
    host.replaceChildren(running.canvas);
    if (before !== undefined) release(before.canvas);
    this.#drawn.set(running.page, { canvas: running.canvas, key: running.key });
    this.#onCondition(running.page, 'sharp');
  }
}
