/**
 * The text of the pages of a PDF, to be searched. The file is untrusted: an implementation reads it outside the process that
 * serves the sitting, within limits of time and memory.
 */

export type PageTexts =
  /** Of each page that was asked for and exists; a page that cannot be read by itself has an empty text. */
  | { ok: true; texts: string[] }
  /** It took too long or too much, or is no file one can read. */
  | { ok: false };

export interface PageReader {
  /**
   * Reads pages (1 is the first) of the file at an absolute path. Never throws for what the file contains. Rejects with `AbortError`
   * when the signal fires, and with `DomainError('unavailable', 'search.reader_unavailable')` when no child can be started.
   * @param options.memoryMb what the child may have; default: the adapter's.
   */
  read(file: string, pages: { from: number; count: number }, options?: { signal?: AbortSignal; memoryMb?: number }): Promise<PageTexts>;
}

/** UTF-16 units of one page, and pages read at once, at most. No paper needs more of the first. */
export const PAGE_TEXT_LIMITS = { letters: 60_000, pages: 100 } as const;
