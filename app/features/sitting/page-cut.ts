/** A strip of the middle of a page in which a cut is looked for, as shares of its height. */
const FROM = 0.42;
const TO = 0.58;
/** Darker than this is print. */
const PRINT = 200;

/**
 * Where a page is cut into an upper and a lower half without going through a line of print: the emptiest row near the
 * middle, in pixels from the top. @param pixels RGBA of the whole page.
 */
export function cutRow(pixels: Uint8ClampedArray, width: number, height: number): number {
  const [first, last] = [Math.round(height * FROM), Math.round(height * TO)];
  const middle = height / 2;
  let best = Math.round(middle);
  let bestCost = Number.POSITIVE_INFINITY;
  for (let row = first; row <= last; row += 1) {
    let print = 0;
    for (let at = row * width * 4; at < (row + 1) * width * 4; at += 4) if ((pixels[at] ?? 255) + (pixels[at + 1] ?? 255) + (pixels[at + 2] ?? 255) < PRINT * 3) print += 1;
    // Of equally empty rows the one nearest the middle; the lines of a table that run down are crossed everywhere alike.
    const cost = print + Math.abs(row - middle) / height;
    if (cost < bestCost) [best, bestCost] = [row, cost];
  }
  return best;
}
