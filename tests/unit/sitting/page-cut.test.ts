import { describe, expect, it } from 'vitest';
import { cutRow } from '~/features/sitting/page-cut';

const WIDTH = 40;
/** A white page with black print on the given rows. */
function page(height: number, printed: (row: number) => boolean): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(WIDTH * height * 4).fill(255);
  for (let row = 0; row < height; row += 1) if (printed(row)) pixels.fill(0, row * WIDTH * 4, row * WIDTH * 4 + WIDTH * 2);
  return pixels;
}

describe('a page cut in two halves', () => {
  it('is cut in the middle where the middle is empty', () => {
    expect(cutRow(page(200, () => false), WIDTH, 200)).toBe(100);
  });

  it('goes through no line of print where there is room between two', () => {
    // Lines of 8 rows with 4 rows between them: the middle lies in a line.
    const isPrinted = (row: number): boolean => row % 12 < 8;
    const row = cutRow(page(200, isPrinted), WIDTH, 200);
    expect(isPrinted(row)).toBe(false);
    expect(Math.abs(row - 100)).toBeLessThan(8);
  });

  it('stays near the middle where everything is printed', () => {
    expect(cutRow(page(200, () => true), WIDTH, 200)).toBe(100);
  });
});
