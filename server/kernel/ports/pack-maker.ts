import { z } from 'zod';

/**
 * One file out of many papers. The papers are untrusted: an implementation reads them outside the process that serves the
 * sitting, within limits of time and memory.
 */

const LABEL = z.string().max(20);
const FILE = { file: z.string().min(1), part: z.strictObject({ start: z.int().min(0), length: z.int().min(1) }).optional() };
const TITLE = z.string().max(2_000);
/** Depth among bookmarks and contents, from 0. */
const LEVEL = z.int().min(0).max(6);

/** One piece of a pack, in the order it stands there. */
const PIECE = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('heading'), level: LEVEL, title: TITLE }),
  z.strictObject({
    kind: z.literal('paper'), level: LEVEL, title: TITLE, ...FILE,
    /** Pages the file has. */
    pages: z.int().min(1),
    /** Which of them are taken, from 0. */
    taken: z.strictObject({ from: z.int().min(0), count: z.int().min(1) }),
    /** What stands on each page that is taken. */
    labels: z.array(LABEL).min(1),
    /** What its place says where it cannot be taken in. */
    notice: z.array(z.string().max(2_000)).min(1),
  }),
  /** Numbers that have no page here: named in the contents. */
  z.strictObject({ kind: z.literal('gap'), level: LEVEL, title: TITLE, label: LABEL }),
]);

/** What a pack is made of; files by absolute paths. */
export const PACK_ORDER = z.strictObject({
  words: z.strictObject({ title: TITLE, subtitle: TITLE, heading: z.string().max(200) }),
  language: z.string().min(2).max(10),
  pieces: z.array(PIECE),
  /** Files that ride along as they were handed in. */
  attachments: z.array(z.strictObject({ ...FILE, name: z.string().max(400), description: TITLE })),
  /** 1, or 1.5 in large print. */
  scale: z.number().min(0.5).max(4),
});
export type PackOrder = z.infer<typeof PACK_ORDER>;
export type PaperPiece = Extract<PackOrder['pieces'][number], { kind: 'paper' }>;

/** What is needed to close a pack for one reader. */
export const PACK_SEAL = z.strictObject({
  /** Bytes of the file before its table of cross-references, and of that table. */
  body: z.int().min(1),
  rows: z.int().min(1),
  objects: z.int().min(1),
  /** Numbers of objects. */
  root: z.int().min(1),
  info: z.int().min(1),
  mark: z.int().min(1),
  font: z.int().min(1),
  /** Codes of its characters in that font, and their width. */
  glyphs: z.record(z.string(), z.tuple([z.number(), z.number()])),
});
export type PackSeal = z.infer<typeof PACK_SEAL>;

const PLACES = z.array(z.int().min(0));

export const PACK_MADE = z.strictObject({
  seal: PACK_SEAL,
  /** Pages of the file, contents among them, and of the contents alone. */
  pages: z.int().min(1),
  contents: z.int().min(0),
  /** Papers that were taken in from a rendition, or could not be at all, by their place among the pieces. */
  repaired: PLACES,
  missing: PLACES,
  /** Attachments that could not be taken, by their place. */
  unattached: PLACES,
});
export type PackMade = z.infer<typeof PACK_MADE>;

export interface SealedPack {
  /** Bytes of the whole. */
  size: number;
  /** The whole, from what was stored. */
  bytes(stored: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
}

export interface PackMaker {
  /**
   * Writes a pack into a new file. What is written is no PDF until it is sealed. A paper that cannot be taken in keeps no other out:
   * its pages say so, under their numbers. On any failure nothing is left at `target`.
   * @throws DomainError `unavailable`/`packs.maker_unavailable` when no child can be started, `storage_full`/`storage.full`,
   * `rejected`/`packs.not_made` {cause} when it took too long or too much; `AbortError` when the signal fires.
   */
  make(order: PackOrder, target: string, options?: { signal?: AbortSignal; memoryMb?: number }): Promise<PackMade>;
  /** Closes a stored pack for whoever fetches it, with a watermark on every page. @param id tells this download from others. */
  seal(seal: PackSeal, watermark: string, id: string): SealedPack;
}
