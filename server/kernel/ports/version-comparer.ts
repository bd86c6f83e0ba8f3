import { z } from 'zod';

/** Places in a legal paper: Phụ lục, Chương, Điều, Khoản, Điểm; `section`: numbers of headings outside of articles. */
export const PLACE_KINDS = ['appendix', 'chapter', 'article', 'clause', 'point', 'section'] as const;
export const ROW_KINDS = ['same', 'changed', 'renumbered', 'added', 'removed', 'moved', 'left', 'picture'] as const;

const pages = z.tuple([z.int().min(1), z.int().min(1)]).nullable();

/** A paragraph of one version or of both; what the words mean is said in `server/comparison`. */
export const rowSchema = z.strictObject({
  kind: z.enum(ROW_KINDS),
  place: z.array(z.tuple([z.enum(PLACE_KINDS), z.string().max(40)])).max(6),
  old: pages,
  new: pages,
  /** Words that stayed (`=`), went (`-`) or came (`+`), in the order they are read. */
  pieces: z.array(z.tuple([z.enum(['=', '-', '+']), z.string()])),
  /** Of pages that are pictures; null: in one version alone. */
  likeness: z.enum(['alike', 'differs', 'unknown']).nullable().optional(),
});
export type ComparedRow = z.output<typeof rowSchema>;

/** Rows of a comparison; a paper that has more is shown up to there. */
export const MOST_ROWS = 40_000;

export const comparedSchema = z.strictObject({
  rows: z.array(rowSchema).max(MOST_ROWS),
  /** Pages on which something changed. */
  pages: z.strictObject({ old: z.array(z.int().min(1)), new: z.array(z.int().min(1)) }),
});
export type Compared = z.output<typeof comparedSchema>;

/** Lays two versions of a paper beside each other. Both files are untrusted. */
export interface VersionComparer {
  /**
   * Files are named by absolute paths. Never throws for what they contain: null where they could not be compared within the limits.
   * Rejects with `AbortError` when the signal fires, and with `DomainError('unavailable', 'documents.comparing_unavailable')` when no
   * child can be started.
   */
  compare(old: string, fresh: string, options?: { signal?: AbortSignal; memoryMb?: number }): Promise<Compared | null>;
}
