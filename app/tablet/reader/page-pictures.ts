/**
 * Pages that ask more of a tablet than it has are shown from pictures the server made of them. A picture is asked for when
 * its page is, patiently: it may still be in the making, or the network away.
 */
import { fetchWhole, jsonOf, restOnline } from './patient-ranges';

/** `loading`: asked for; `making`: the server has not made it yet; `none`: it could not be made. */
export type PictureState = 'unasked' | 'loading' | 'making' | 'ready' | 'none';

/** Pictures kept in memory beside those in view, about 2 MB each. */
const KEEP = 6;
const AGAIN_MS = 4_000;

interface Entry {
  state: PictureState;
  url: string | null;
  end: AbortController;
}

/** Which pages of the paper at that address are shown from pictures. */
export async function listPictured(paperUrl: string, signal: AbortSignal): Promise<number[]> {
  const answer = await fetchWhole(`${paperUrl}/pages`, signal);
  if (!answer.ok) throw new Error(`the pages were refused with ${answer.status}`);
  const { pages } = jsonOf(answer) as { pages: { page: number }[] };
  return pages.map(({ page }) => page);
}

export class PagePictures {
  /** Where the whole paper can be had. */
  readonly original: string;
  readonly #base: string;
  readonly #pages: ReadonlySet<number>;
  readonly #entries = new Map<number, Entry>();
  readonly #listeners = new Set<(page: number) => void>();

  /** @param paperUrl address of the paper; its pictures lie under it. */
  constructor(paperUrl: string, pages: readonly number[]) {
    this.#base = paperUrl;
    this.original = `${paperUrl}?download`;
    this.#pages = new Set(pages);
  }

  /** Whether the page is shown from a picture, there or not. */
  has(page: number): boolean {
    return this.#pages.has(page);
  }

  state(page: number): PictureState {
    return this.#entries.get(page)?.state ?? 'unasked';
  }

  /** Address of the picture on this device; null until it is there. */
  url(page: number): string | null {
    return this.#entries.get(page)?.url ?? null;
  }

  /** Told of a page whose state changed. */
  subscribe(listener: (page: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Asks for the pictures of these pages, most needed first; of the others only the latest are kept. */
  want(pages: readonly number[]): void {
    const wanted = pages.filter((page) => this.has(page));
    for (const [page, entry] of [...this.#entries]) {
      if (wanted.includes(page)) continue;
      if (entry.url === null && entry.state !== 'none') this.#forget(page);
    }
    for (const page of wanted) {
      const known = this.#entries.get(page);
      if (known !== undefined) {
        this.#entries.delete(page);
        this.#entries.set(page, known);
      } else void this.#load(page);
    }
    for (const page of [...this.#entries.keys()]) {
      if (this.#entries.size <= wanted.length + KEEP) break;
      if (!wanted.includes(page)) this.#forget(page);
    }
  }

  /** Asks again for one that could not be had. */
  retry(page: number): void {
    this.#forget(page);
    void this.#load(page);
  }

  /** Resolves with the address when the picture is there; null when there is none. @throws when `signal` ends it. */
  async whenReady(page: number, signal: AbortSignal): Promise<string | null> {
    if (this.state(page) === 'none') this.#forget(page);
    this.want([page]);
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const { state, url } = this.#entries.get(page) ?? { state: 'unasked', url: null };
        if (state !== 'ready' && state !== 'none' && !signal.aborted) return;
        unlisten();
        signal.removeEventListener('abort', look);
        if (signal.aborted) reject(new DOMException('ended', 'AbortError'));
        else resolve(url);
      };
      const unlisten = this.subscribe(look);
      signal.addEventListener('abort', look);
      look();
    });
  }

  close(): void {
    this.#listeners.clear();
    for (const page of [...this.#entries.keys()]) this.#forget(page);
  }

  #forget(page: number): void {
    const entry = this.#entries.get(page);
    if (entry === undefined) return;
    entry.end.abort();
    if (entry.url !== null) URL.revokeObjectURL(entry.url);
    this.#entries.delete(page);
  }

  async #load(page: number): Promise<void> {
    const entry: Entry = { state: 'loading', url: null, end: new AbortController() };
    this.#entries.set(page, entry);
    const { signal } = entry.end;
    const become = (state: PictureState): void => {
      if (signal.aborted || entry.state === state) return;
      entry.state = state;
      for (const listener of [...this.#listeners]) listener(page);
    };
    while (!signal.aborted) {
      try {
        const answer = await fetchWhole(`${this.#base}/pages/${page}`, signal);
        if (answer.status === 202) {
          const { state } = jsonOf(answer) as { state: string };
          if (state === 'failed') return become('none');
          become('making');
        } else if (answer.ok) {
          if (signal.aborted) return;
          entry.url = URL.createObjectURL(new Blob([answer.bytes], { type: answer.headers.get('Content-Type') ?? '' }));
          return become('ready');
        } else if (answer.status < 500 && answer.status !== 429 && answer.status !== 401) {
          // Signed out, or too many asked: somebody may sign in again in another tab. Anything else stays as it is.
          return become('none');
        }
      } catch {
        // The network failed; the page waits for it.
      }
      await restOnline(AGAIN_MS, signal);
    }
  }
}

/** Draws a picture into a canvas of that width, or less where its box is lower. @param width, height device pixels. */
export async function drawPicture(url: string, canvas: HTMLCanvasElement, width: number, height = Infinity): Promise<void> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const scale = Math.min(width / image.naturalWidth, height / image.naturalHeight);
  canvas.width = Math.max(1, Math.floor(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.floor(image.naturalHeight * scale));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas to draw on');
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
}
