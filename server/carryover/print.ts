import type { PagePicture } from './page';

/** What is printed, 0 to 1: dark against what is around it, so that gray paper and shadows are white. */
export function printOf({ width, height, gray }: PagePicture, radius: number): Float32Array {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += gray[y * width + x] as number;
      sums[(y + 1) * (width + 1) + x + 1] = (sums[y * (width + 1) + x + 1] as number) + row;
    }
  }
  const print = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const [top, bottom] = [Math.max(0, y - radius), Math.min(height, y + radius + 1)];
    for (let x = 0; x < width; x += 1) {
      const [left, right] = [Math.max(0, x - radius), Math.min(width, x + radius + 1)];
      const sum = (sums[bottom * (width + 1) + right] as number) - (sums[top * (width + 1) + right] as number) - (sums[bottom * (width + 1) + left] as number) + (sums[top * (width + 1) + left] as number);
      const darker = sum / ((bottom - top) * (right - left)) - (gray[y * width + x] as number);
      print[y * width + x] = Math.max(0, darker - 8) / 255;
    }
  }
  return print;
}

/** A page as what is printed on it. */
export interface Print {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
  /** Pixels to the point. */
  readonly scale: number;
}

/** The value between pixels. */
export function sample({ width, height, values }: Print, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return 0;
  const [fx, fy] = [x - left, y - top];
  const at = top * width + left;
  return (1 - fy) * ((1 - fx) * (values[at] as number) + fx * (values[at + 1] as number)) + fy * ((1 - fx) * (values[at + width] as number) + fx * (values[at + width + 1] as number));
}
