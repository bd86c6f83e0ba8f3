/**
 * Pens and what they mean: blue is private, vermilion is for everyone, black and yellow exist in both. The index is what
 * the wire carries; never renumber.
 */
import type { InkLayer } from '@shared/protocol/ink';

export const INK_COLORS = ['#1f4fa3', '#1b222c', '#ffd54a', '#6a3e9e', '#b9341c'] as const;
export const BLUE = 0;
export const BLACK = 1;
export const YELLOW = 2;
export const VERMILION = 4;

/** Opacity of the highlighter; on paper `multiply` keeps print black. */
export const MARKER_OPACITY = 0.45;
/** Line widths in 4096ths of the page width: about 0.6 mm and 4.6 mm on A4. */
export const PEN_WIDTH = 13;
export const MARKER_WIDTH = 92;

export function inkColor(index: number): string {
  return INK_COLORS[index] ?? INK_COLORS[BLACK];
}

/** The colours offered in a layer, its own first. */
export function pensOf(layer: InkLayer): readonly number[] {
  return layer === 'shared' ? [VERMILION, BLACK, YELLOW] : [BLUE, BLACK, YELLOW];
}
