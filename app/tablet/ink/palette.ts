/**
 * Pens and what they mean: blue is private, vermilion is for everyone, violet is prepared for somebody, black and yellow exist in both. The index is what
 * the wire carries; never renumber.
 */
import type { InkLayer } from '@shared/protocol/ink';

export const INK_COLORS = ['#1f4fa3', '#1b222c', '#ffd54a', '#6a3e9e', '#b9341c'] as const;
export const BLUE = 0;
export const BLACK = 1;
export const YELLOW = 2;
/** What somebody prepares for somebody else, and nothing besides. */
export const VIOLET = 3;
export const VERMILION = 4;

/** Opacity of the highlighter; on paper `multiply` keeps print black. */
export const MARKER_OPACITY = 0.45;
/** Line widths in 4096ths of the page width: about 0.6 mm and 4.6 mm on A4. */
export const PEN_WIDTH = 13;
export const MARKER_WIDTH = 92;

export function inkColor(index: number): string {
  return INK_COLORS[index] ?? INK_COLORS[BLACK];
}

/** Whose marks they are: of a layer, or prepared for somebody. */
export type InkLook = InkLayer | 'prepared';

/** The colours offered for them, their own first. */
export function pensOf(look: InkLook): readonly number[] {
  if (look === 'prepared') return [VIOLET];
  return look === 'shared' ? [VERMILION, BLACK, YELLOW] : [BLUE, BLACK, YELLOW];
}
