/**
 * What is known of the pages of two versions. All lengths are points (1/72 inch) from the upper left corner of the page as it is
 * shown (cropped and turned), y downwards.
 */

/** Left, top, right, bottom. */
export type Box = readonly [number, number, number, number];
export type Point = readonly [number, number];

/** One character as it is printed. */
export interface Glyph {
  /** UTF-16 text of the character; one letter may have several units. */
  readonly char: string;
  readonly box: Box;
}

export interface PageText {
  readonly width: number;
  readonly height: number;
  /** In the order of the file's text; a glyph of white space parts words. */
  readonly glyphs: readonly Glyph[];
}

/** A page drawn in shades of gray. */
export interface PagePicture {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Row by row from the top, 0 black to 255 white. */
  readonly gray: Uint8Array;
}

/** A version of a paper, its pages counted from 0. */
export interface Paper {
  readonly pages: readonly PageText[];
  /** Draws a page with the given number of pixels to the point; the caller keeps what it needs twice. */
  picture(page: number, pixelsPerPoint: number): PagePicture;
}

export const centre = ([left, top, right, bottom]: Box): Point => [(left + right) / 2, (top + bottom) / 2];
export const heightOf = ([, top, , bottom]: Box): number => bottom - top;
export const widthOf = ([left, , right]: Box): number => right - left;

export function union(boxes: readonly Box[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    left = Math.min(left, box[0]);
    top = Math.min(top, box[1]);
    right = Math.max(right, box[2]);
    bottom = Math.max(bottom, box[3]);
  }
  return [left, top, right, bottom];
}

/** Length that two intervals have in common; negative: how far they are apart. */
export const overlap = (fromA: number, toA: number, fromB: number, toB: number): number => Math.min(toA, toB) - Math.max(fromA, fromB);

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
