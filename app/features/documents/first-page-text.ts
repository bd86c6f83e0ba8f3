import { loadPdfLibrary, PdfSource } from '~/tablet/reader/pdf-source';

/** A file of more bytes is placed by its name alone: all of it would have to be in memory. */
const READ_AT_MOST = 40 * 1024 * 1024;
/** Once the program that reads is there. */
const PATIENCE_MS = 6_000;
/** Characters of the first page that say what a paper is about. */
const ENOUGH = 4_000;
/** Files in a row that do not open in time; behind them all are placed by name. */
const GIVEN_UP_AFTER = 3;

type Worker = Awaited<ReturnType<typeof loadPdfLibrary>>['worker'];

/** Reads first pages of files on this device, one after the other, in a worker of its own: a file that hangs it costs nobody else anything. */
export class FirstPages {
  #worker: Worker | null = null;
  #late = 0;

  /** Text of the first page of a PDF; nothing where there is none, or it does not open in a moment. */
  async text(file: File): Promise<string | undefined> {
    if (!/\.pdf$/iu.test(file.name) || file.size > READ_AT_MOST || this.#late >= GIVEN_UP_AFTER) return undefined;
    const worker = await this.#started().catch(() => null);
    if (!worker) return undefined;
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const waited = new Promise<undefined>((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }));
    const text = await Promise.race([read(file, worker, signal).catch(() => undefined), waited]);
    this.#late = signal.aborted ? this.#late + 1 : 0;
    if (signal.aborted) this.close();
    return text;
  }

  close(): void {
    this.#worker?.destroy();
    this.#worker = null;
  }

  async #started(): Promise<Worker> {
    const { pdfjs } = await loadPdfLibrary();
    const worker = (this.#worker ??= new pdfjs.PDFWorker());
    await worker.promise;
    return worker;
  }
}

async function read(file: File, worker: Worker, signal: AbortSignal): Promise<string | undefined> {
  const source = await PdfSource.open({ data: await file.arrayBuffer() }, signal, { worker });
  try {
    const { items } = await source.text(1);
    return items.map(({ str, hasEOL }) => `${str}${hasEOL ? '\n' : ''}`).join('').slice(0, ENOUGH) || undefined;
  } finally {
    void source.close();
  }
}
