import type { EmbeddedFont } from './font';
import type { Box } from './pages';
import { numberText } from './syntax';

/** A4 is 595 points wide: what is right there is right for pages in its proportion. */
const USUAL_WIDTH = 595;
const SIZE = 9;
/** From the edges of a page as wide as A4, points. */
const MARGIN = 16;
/** Around the number, in its sizes. */
const GROUND = 0.25;

/** Coordinates whose origin is the lower left corner of the page as it is shown, with its width and height. */
export interface Frame {
  matrix: string;
  width: number;
  height: number;
}

export function frameOf([x0, y0, x1, y1]: Box, rotate: number): Frame {
  const [width, height] = [x1 - x0, y1 - y0];
  const corner = { 0: [1, 0, 0, 1, x0, y0], 90: [0, 1, -1, 0, x1, y0], 180: [-1, 0, 0, -1, x1, y1], 270: [0, -1, 1, 0, x0, y1] }[rotate] ?? [1, 0, 0, 1, x0, y0];
  const isTurned = rotate === 90 || rotate === 270;
  return { matrix: corner.map(numberText).join(' '), width: isTurned ? height : width, height: isTurned ? width : height };
}

/**
 * The number of a page, in its lower right corner as it is shown, on a ground of its own so that it is read on a scan too;
 * and the place of the watermark, which is one object for all pages.
 * @param names of the font and the watermark among the page's resources.
 */
export function stampOf(frame: Frame, label: string, font: EmbeddedFont, names: { font: string; mark: string }): string {
  const { matrix, width, height } = frame;
  const unit = Math.min(width, height) / USUAL_WIDTH;
  const size = SIZE * unit;
  const room = font.width(label, size);
  const [x, y] = [width - MARGIN * unit - room, MARGIN * unit];
  const ground = `1 g ${[x - GROUND * size, y - GROUND * size, room + 2 * GROUND * size, (0.7 + 2 * GROUND) * size].map(numberText).join(' ')} re f`;
  const text = label === '' ? '' : `${ground} BT 0.25 g /${names.font} ${numberText(size)} Tf ${numberText(x)} ${numberText(y)} Td ${font.codes(label)} Tj ET `;
  // The watermark is drawn around its middle, 1,000 units to the shorter side of the page.
  const scale = numberText(Math.min(width, height) / 1000);
  return `q ${matrix} cm ${text}q ${scale} 0 0 ${scale} ${numberText(width / 2)} ${numberText(height / 2)} cm /${names.mark} Do Q Q\n`;
}
