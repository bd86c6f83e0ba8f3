/** Fast Fourier transforms of real pictures whose sides are powers of two. Cooley and Tukey, Math. Comp. 19 (1965). */

export interface Spectrum {
  readonly width: number;
  readonly height: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

const tables = new Map<number, { cos: Float64Array; sin: Float64Array; reversed: Uint32Array }>();

function tableOf(length: number) {
  const known = tables.get(length);
  if (known) return known;
  const bits = Math.log2(length);
  const cos = Float64Array.from({ length: length / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / length));
  const sin = Float64Array.from({ length: length / 2 }, (_, k) => Math.sin((2 * Math.PI * k) / length));
  const reversed = new Uint32Array(length);
  for (let at = 1; at < length; at += 1) reversed[at] = ((reversed[at >> 1] ?? 0) >> 1) | ((at & 1) << (bits - 1));
  const table = { cos, sin, reversed };
  tables.set(length, table);
  return table;
}

/** One line in place; `sign` −1 forward, 1 backward (not divided by the length). */
function transformLine(re: Float64Array, im: Float64Array, sign: 1 | -1): void {
  const length = re.length;
  const { cos, sin, reversed } = tableOf(length);
  for (let at = 0; at < length; at += 1) {
    const other = reversed[at] as number;
    if (other <= at) continue;
    [re[at], re[other]] = [re[other] as number, re[at] as number];
    [im[at], im[other]] = [im[other] as number, im[at] as number];
  }
  for (let half = 1; half < length; half *= 2) {
    const step = length / (2 * half);
    for (let start = 0; start < length; start += 2 * half) {
      for (let k = 0; k < half; k += 1) {
        const [c, s] = [cos[k * step] as number, sign * (sin[k * step] as number)];
        const [upper, lower] = [start + k, start + k + half];
        const [lr, li] = [re[lower] as number, im[lower] as number];
        const [tr, ti] = [lr * c - li * s, lr * s + li * c];
        const [ur, ui] = [re[upper] as number, im[upper] as number];
        re[lower] = ur - tr;
        im[lower] = ui - ti;
        re[upper] = ur + tr;
        im[upper] = ui + ti;
      }
    }
  }
}

function transform({ width, height, re, im }: Spectrum, sign: 1 | -1): void {
  for (let row = 0; row < height; row += 1) transformLine(re.subarray(row * width, (row + 1) * width), im.subarray(row * width, (row + 1) * width), sign);
  const [columnRe, columnIm] = [new Float64Array(height), new Float64Array(height)];
  for (let column = 0; column < width; column += 1) {
    for (let row = 0; row < height; row += 1) {
      columnRe[row] = re[row * width + column] as number;
      columnIm[row] = im[row * width + column] as number;
    }
    transformLine(columnRe, columnIm, sign);
    for (let row = 0; row < height; row += 1) {
      re[row * width + column] = columnRe[row] as number;
      im[row * width + column] = columnIm[row] as number;
    }
  }
}

/** @param values row by row, `width × height` of them. */
export function spectrumOf(values: ArrayLike<number>, width: number, height: number): Spectrum {
  const spectrum = { width, height, re: Float64Array.from(values), im: new Float64Array(width * height) };
  transform(spectrum, -1);
  return spectrum;
}

/**
 * How well one picture lies on another at every shift, by phase alone (Kuglin and Hines 1975) where `phase`, else by product.
 * @returns value at [row × width + column]: the second picture shifted by (column, row), cyclic, lies on the first.
 */
export function correlate(first: Spectrum, second: Spectrum, phase: boolean): Float64Array {
  const { width, height } = first;
  const product = { width, height, re: new Float64Array(width * height), im: new Float64Array(width * height) };
  for (let at = 0; at < product.re.length; at += 1) {
    const [ar, ai, br, bi] = [first.re[at] as number, first.im[at] as number, second.re[at] as number, second.im[at] as number];
    const [re, im] = [ar * br + ai * bi, ai * br - ar * bi];
    const size = phase ? Math.sqrt(re * re + im * im) + 1e-9 : 1;
    product.re[at] = re / size;
    product.im[at] = im / size;
  }
  transform(product, 1);
  return product.re;
}

/** The highest values, each so far from the others, as column and row; shifts beyond the middle are negative. */
export function peaksOf(values: Float64Array, width: number, height: number, count: number, apart: number): { x: number; y: number; value: number }[] {
  const far = (a: number, b: number, length: number): number => Math.min(Math.abs(a - b), length - Math.abs(a - b));
  const peaks: { x: number; y: number; value: number }[] = [];
  const taken: [number, number][] = [];
  while (peaks.length < count) {
    let best = -1;
    for (let at = 0; at < values.length; at += 1) {
      if (best >= 0 && (values[at] as number) <= (values[best] as number)) continue;
      const [column, row] = [at % width, Math.floor(at / width)];
      if (taken.every(([x, y]) => far(x, column, width) >= apart || far(y, row, height) >= apart)) best = at;
    }
    if (best === -1) break;
    const [column, row] = [best % width, Math.floor(best / width)];
    taken.push([column, row]);
    peaks.push({ x: column > width / 2 ? column - width : column, y: row > height / 2 ? row - height : row, value: values[best] as number });
  }
  return peaks;
}
