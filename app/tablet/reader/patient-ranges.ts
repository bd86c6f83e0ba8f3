/**
 * The bytes of a paper by ranges, with patience: a range that fails on its way is asked again until the network is back. pdf.js
 * itself asks each range once; a page whose range was lost in a bad moment would never come, however often it is tried.
 */
import type { PDFDataRangeTransport } from 'pdfjs-dist/legacy/build/pdf.mjs';

type PdfJs = typeof import('pdfjs-dist/legacy/build/pdf.mjs');

/** Asked for when a paper is opened, bytes; answers the length of the whole as well. */
const FIRST = 65_536;
/** Pauses between two attempts, ms; the device telling that its network is back ends one early. */
const PAUSES = [300, 1_000, 2_000, 5_000] as const;

/** A connection that brings nothing for this long is dead, ms: tablets are locked and change their network without a word. */
const SILENCE_MS = 30_000;

export interface Whole {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: ArrayBuffer;
}

/** A whole answer, however slow. @throws when the network failed, was silent for `silenceMs`, or `signal` ended it. */
export async function fetchWhole(url: string, signal: AbortSignal, headers: Record<string, string> = {}, silenceMs = SILENCE_MS): Promise<Whole> {
  const stop = new AbortController();
  const end = (): void => stop.abort();
  let timer = setTimeout(end, silenceMs);
  signal.addEventListener('abort', end);
  try {
    signal.throwIfAborted();
    const answer = await fetch(url, { headers, signal: stop.signal });
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    const reader = answer.body?.getReader();
    for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
      chunks.push(part.value);
      clearTimeout(timer);
      timer = setTimeout(end, silenceMs);
    }
    return { ok: answer.ok, status: answer.status, headers: answer.headers, bytes: await new Blob(chunks).arrayBuffer() };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

/** The answer as the JSON it is. */
export const jsonOf = ({ bytes }: Pick<Whole, 'bytes'>): unknown => JSON.parse(new TextDecoder().decode(bytes));

/** What became of a range: its bytes, or null when the server will not give it (any more). */
export type AskRange = (begin: number, end: number) => Promise<ArrayBuffer | null>;

/**
 * Bytes `begin` to before `end`, asked for until they come; null when the server refuses or `signal` ends it.
 * @param ask rejects when the network failed. @param rest resolves after `ms`, or when it is worth trying at once.
 */
export async function patiently(ask: AskRange, begin: number, end: number, signal: AbortSignal, rest: (ms: number, signal: AbortSignal) => Promise<void>): Promise<ArrayBuffer | null> {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      return await ask(begin, end);
    } catch {
      await rest(PAUSES[Math.min(attempt, PAUSES.length - 1)] ?? 0, signal);
    }
  }
  return null;
}

/** Resolves after `ms`, when the device has a network again, or when `signal` ends it. */
export function restOnline(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    window.addEventListener('online', done);
    signal.addEventListener('abort', done);
  });
}

function fetchRange(url: string, begin: number, end: number, signal: AbortSignal): Promise<Whole> {
  return fetchWhole(url, signal, { Range: `bytes=${begin}-${end - 1}` });
}

/**
 * Opens the bytes behind an address of this host.
 * @returns a source for `getDocument`: ranges, or the whole where the server gave it at once; and how to end all asking.
 * @throws when the server cannot be reached or refuses.
 */
export async function openRanges(pdfjs: PdfJs, url: string, signal: AbortSignal): Promise<{ source: { range: PDFDataRangeTransport } | { data: ArrayBuffer }; end: () => void }> {
  const answer = await fetchRange(url, 0, FIRST, signal);
  if (!answer.ok) throw new Error(`the paper was refused with ${answer.status}`);
  const first = answer.bytes;
  const total = Number(/\/(\d+)$/.exec(answer.headers.get('Content-Range') ?? '')?.[1]);
  if (answer.status !== 206 || !Number.isInteger(total) || total <= first.byteLength) return { source: { data: first }, end: () => undefined };
  const over = new AbortController();
  const ask: AskRange = async (begin, end) => {
    const part = await fetchRange(url, begin, end, over.signal);
    // Signed out: somebody may sign in again in another tab.
    if (part.status >= 500 || part.status === 429 || part.status === 401) throw new Error(`not now: ${part.status}`);
    return part.ok ? part.bytes : null;
  };
  class PatientRanges extends pdfjs.PDFDataRangeTransport {
    override requestDataRange(begin: number, end: number): void {
      void this.#give(begin, end);
    }

    override abort(): void {
      over.abort();
    }

    async #give(begin: number, end: number): Promise<void> {
      const bytes = end <= first.byteLength ? first.slice(begin, end) : await patiently(ask, begin, end, over.signal, restOnline);
      if (bytes !== null && !over.signal.aborted) this.onDataRange(begin, new Uint8Array(bytes));
    }
  }
  return { source: { range: new PatientRanges(total, null) }, end: () => over.abort() };
}
