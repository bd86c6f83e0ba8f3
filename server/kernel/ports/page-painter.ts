/**
 * Pictures of pages that ask more of a tablet than it has. The file is untrusted: an implementation draws it outside the
 * process that serves the sitting, within limits of time and memory.
 */

/** Why there is no picture: too slow, too much memory or a crash, or not a page of a file one can draw. */
export const PICTURE_FAILURES = ['timeout', 'killed', 'undrawable', 'budget'] as const;

export type PictureFailure = (typeof PICTURE_FAILURES)[number];

/** `tookMs`: from the start of the drawing to its end. */
export type PaintOutcome =
  | { ok: true; width: number; height: number; tookMs: number }
  | { ok: false; failure: Exclude<PictureFailure, 'budget'>; tookMs: number };

/** The form of every picture. */
export const PICTURE_TYPE = 'image/jpeg';

export interface PagePainter {
  /**
   * Draws one page (1 is the first) of the file at an absolute path into a new file, as JPEG; width and height are its
   * pixels. Never throws for what the file contains; then nothing is left at `target`. Rejects with `AbortError` when the
   * signal fires, and with `DomainError('unavailable', 'documents.painter_unavailable')` when no child can be started.
   * @param options.memoryMb what the child may have; default: the adapter's.
   */
  paint(file: string, page: number, target: string, options?: { signal?: AbortSignal; memoryMb?: number }): Promise<PaintOutcome>;
}

/** Budgets of pictures. */
export const PICTURE_LIMITS = {
  /** Bytes of one picture. */
  bytes: 24 * 1024 * 1024,
  /** All pictures of one paper together: milliseconds of drawing, and bytes. What is left then is not drawn. */
  totalMs: 2 * 60 * 60_000,
  totalBytes: 2 * 1024 * 1024 * 1024,
} as const;
