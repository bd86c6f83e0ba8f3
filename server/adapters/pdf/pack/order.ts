import { z } from 'zod';

const LABEL = z.string().max(20);
const SOURCE = { file: z.string().min(1), part: z.strictObject({ start: z.int().min(0), length: z.int().min(1) }).optional() };
const TITLE = z.string().max(2_000);
const LEVEL = z.int().min(0).max(6);

/** One piece of a pack, in the order it stands there. */
const PIECE = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('heading'), level: LEVEL, title: TITLE }),
  z.strictObject({
    kind: z.literal('paper'), level: LEVEL, title: TITLE, ...SOURCE,
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

/** What a pack is made of, as the child reads it. */
export const PACK_ORDER = z.strictObject({
  words: z.strictObject({ title: TITLE, subtitle: TITLE, heading: z.string().max(200) }),
  language: z.string().min(2).max(10),
  pieces: z.array(PIECE),
  /** Files that ride along as they were handed in. */
  attachments: z.array(z.strictObject({ ...SOURCE, name: z.string().max(400), description: TITLE })),
  /** 1, or 1.5 in large print. */
  scale: z.number().min(0.5).max(4),
  fonts: z.strictObject({ regular: z.string(), bold: z.string() }),
});
export type PackOrder = z.infer<typeof PACK_ORDER>;
export type Piece = PackOrder['pieces'][number];
export type PaperPiece = Extract<Piece, { kind: 'paper' }>;

const GLYPHS = z.record(z.string(), z.tuple([z.number(), z.number()]));

/** What is needed to close a pack for one reader: see {@link sealPack}. */
export const PACK_SEAL = z.strictObject({
  /** Bytes of the file before its table of cross-references, and of that table. */
  body: z.int().min(1),
  rows: z.int().min(1),
  objects: z.int().min(1),
  root: z.int().min(1),
  info: z.int().min(1),
  mark: z.int().min(1),
  font: z.int().min(1),
  glyphs: GLYPHS,
});
export type PackSeal = z.infer<typeof PACK_SEAL>;

export const PACK_MADE = z.strictObject({
  seal: PACK_SEAL,
  /** Pages of the file, contents among them, and of the contents alone. */
  pages: z.int().min(1),
  contents: z.int().min(0),
  /** Papers that were taken in from a rendition, or could not be at all, by their place among the pieces. */
  repaired: z.array(z.int().min(0)),
  missing: z.array(z.int().min(0)),
  /** Attachments that could not be taken, by their place. */
  unattached: z.array(z.int().min(0)),
});
export type PackMade = z.infer<typeof PACK_MADE>;
