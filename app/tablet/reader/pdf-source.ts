/**
 * Opening a PDF with pdf.js in the browser: no scripts of the document run, nothing is evaluated, nothing comes from
 * another host. Bytes are fetched by range as pages are asked for; the pack itself is prefetched elsewhere, paced by the server.
 */
import type { PDFDocumentProxy, PDFPageProxy, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { decodeRuns } from '@shared/language/old-encodings';
import type { PageSize } from '@shared/rules/viewport';
import { normaliseRotation } from '@shared/rules/viewport';
import { lettersIn, SCAN_LETTERS, withWords, type PageWords, type TextContent } from './scan-words';
import { openRanges } from './patient-ranges';

type PdfJs = typeof import('pdfjs-dist/legacy/build/pdf.mjs');

/** Where the build step `copy-pdf-assets.mjs` puts the files of pdf.js that it loads by name, its worker (`pdf-worker.mjs`) among them. */
const ASSETS = '/pdfjs/';

/** The text of a page, read chunk by chunk: what pdf.js offers instead iterates the stream, which WebKit up to Safari 26 cannot. */
async function readText(page: PDFPageProxy): Promise<TextContent> {
  const content: TextContent = { items: [], styles: {}, lang: null };
  const reader = (page.streamTextContent() as ReadableStream<TextContent>).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    content.lang ??= part.value.lang;
    Object.assign(content.styles, part.value.styles);
    content.items.push(...part.value.items);
  }
  return asUnicode(content, page);
}

/**
 * Runs in fonts of before Unicode as the letters they mean, for search, selection and quotations; what is drawn stays as it is. A font's
 * name is known once its page was drawn; before, the text alone says it.
 */
function asUnicode(content: TextContent, page: PDFPageProxy): TextContent {
  const runs = content.items.map((item) => ('str' in item ? { text: item.str, font: item.fontName } : { text: '', font: '' }));
  const nameOf = (font: string): string | null => (font !== '' && page.commonObjs.has(font) ? ((page.commonObjs.get(font) as { name?: string } | null)?.name ?? null) : null);
  const said = decodeRuns(runs, nameOf);
  return { ...content, items: content.items.map((item, at) => ('str' in item && said[at] && said[at].text !== item.str ? { ...item, str: said[at].text } : item)) };
}

/** Page texts kept with their geometry; search keeps its own, shorter form. */
const TEXTS_KEPT = 24;

let library: Promise<{ pdfjs: PdfJs; worker: PDFWorker }> | null = null;

/** The library and its one worker, started once per window: switching papers must not pay for it again. */
export function loadPdfLibrary(): Promise<{ pdfjs: PdfJs; worker: PDFWorker }> {
  library ??= import('pdfjs-dist/legacy/build/pdf.mjs').then((pdfjs) => {
    pdfjs.GlobalWorkerOptions.workerSrc = `${ASSETS}pdf.worker.mjs?v=${pdfjs.version}`;
    return { pdfjs, worker: new pdfjs.PDFWorker() };
  });
  library.catch(() => {
    library = null;
  });
  return library;
}

/** Where the bytes are: an address of this host, or the bytes themselves when the paper is kept on this tablet. */
export type PdfBytes = { readonly url: string } | { readonly data: ArrayBuffer };

export interface PdfOptions {
  worker?: PDFWorker;
  /** Words a machine read on a page that is a picture. */
  words?: PageWords;
}

export interface PageText {
  /** Runs of text as the page draws them, in reading order of the file. */
  readonly items: readonly { readonly str: string; readonly hasEOL: boolean }[];
}

export class PdfSource {
  readonly pages: number;
  readonly #document: PDFDocumentProxy;
  readonly #end: () => void;
  readonly #pages = new Map<number, Promise<PDFPageProxy>>();
  readonly #texts = new Map<number, Promise<TextContent>>();

  readonly #words: PageWords | undefined;
  readonly #byMachine = new Set<number>();

  private constructor(document: PDFDocumentProxy, end: () => void, words: PageWords | undefined) {
    this.#document = document;
    this.#end = end;
    this.#words = words;
    this.pages = document.numPages;
  }

  /** @throws what pdf.js throws: missing, damaged or password-protected files. */
  static async open(bytes: PdfBytes, signal: AbortSignal, { worker: own, words }: PdfOptions = {}): Promise<PdfSource> {
    const { pdfjs, worker: shared } = await loadPdfLibrary();
    const worker = own ?? shared;
    signal.throwIfAborted();
    const { source, end } = 'url' in bytes ? await openRanges(pdfjs, new URL(bytes.url, location.href).href, signal) : { source: { data: bytes.data }, end: () => undefined };
    signal.throwIfAborted();
    const task = pdfjs.getDocument({
      ...source,
      worker,
      isEvalSupported: false,
      enableXfa: false,
      useWasm: false,
      disableAutoFetch: true,
      disableStream: true,
      cMapUrl: `${ASSETS}cmaps/`,
      cMapPacked: true,
      standardFontDataUrl: `${ASSETS}standard_fonts/`,
      wasmUrl: `${ASSETS}wasm/`,
      verbosity: pdfjs.VerbosityLevel.ERRORS,
    });
    const abort = (): void => {
      end();
      void task.destroy();
    };
    signal.addEventListener('abort', abort, { once: true });
    try {
      return new PdfSource(await task.promise, end, words);
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  page(number: number): Promise<PDFPageProxy> {
    let page = this.#pages.get(number);
    if (page === undefined) {
      page = this.#document.getPage(number);
      this.#pages.set(number, page);
      page.catch(() => this.#pages.delete(number));
    }
    return page;
  }

  async size(number: number): Promise<PageSize> {
    const page = await this.page(number);
    const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
    return { width: (right - left) * page.userUnit, height: (top - bottom) * page.userUnit, rotate: normaliseRotation(page.rotate) };
  }

  textContent(number: number): Promise<TextContent> {
    let text = this.#texts.get(number);
    if (text === undefined) {
      text = this.#read(number);
      this.#texts.set(number, text);
      if (this.#texts.size > TEXTS_KEPT) this.#texts.delete(this.#texts.keys().next().value ?? number);
      text.catch(() => this.#texts.delete(number));
    }
    return text;
  }

  /** A page that is a picture has the words that a machine read on it, where there are any. */
  async #read(number: number): Promise<TextContent> {
    const page = await this.page(number);
    const content = await readText(page);
    if (this.#words === undefined || lettersIn(content) >= SCAN_LETTERS) return content;
    const words = await this.#words(number);
    if (words.length === 0) return content;
    this.#byMachine.add(number);
    return withWords(content, words, page);
  }

  /** Whether what is said of the page's text was read by machine, and may be wrong. */
  isReadByMachine(number: number): boolean {
    return this.#byMachine.has(number);
  }

  async text(number: number): Promise<PageText> {
    const { items } = await this.textContent(number);
    return { items: items.flatMap((item) => ('str' in item ? [{ str: item.str, hasEOL: item.hasEOL }] : [])) };
  }

  /** Lets go of decoded images and fonts of a page that is far from the view. */
  async forget(number: number): Promise<void> {
    const page = await this.#pages.get(number)?.catch(() => undefined);
    page?.cleanup();
  }

  async close(): Promise<void> {
    this.#end();
    this.#pages.clear();
    this.#texts.clear();
    await this.#document.loadingTask.destroy();
  }
}
