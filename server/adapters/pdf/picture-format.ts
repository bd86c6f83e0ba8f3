/** The size and the form of the pictures that stand for pages. */

/**
 * Longest side, pixels. An A1 plan gets 121 to the inch: lettering of 2.5 mm, the smallest ISO 3098 allows there, is 12
 * pixels high. Decoded it is at most 64 MB on the tablet, three pages at once included in what the reader may use.
 */
export const PICTURE_SIDE = 4_000;

/** Pixels to the inch at most: what an office scanner is set to. */
const PICTURE_DPI = 300;

/** Width and height, pixels, of the picture of a page of that many points. */
export function pictureSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(PICTURE_DPI / 72, PICTURE_SIDE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Whether no pixel has a colour: such a picture needs a third of the bytes and keeps its edges sharper. */
export function isGray(rgba: Uint8ClampedArray): boolean {
  for (let at = 0; at < rgba.length; at += 4) {
    if (rgba[at] !== rgba[at + 1] || rgba[at] !== rgba[at + 2]) return false;
  }
  return true;
}

/** Width and height a JPEG says it has (ISO 10918-1, B.2.2), read without decoding it; undefined when these are no JPEG's bytes. */
export function jpegSize(head: Uint8Array): { width: number; height: number } | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 <= head.byteLength;) {
    if (head[at] !== 0xff) return undefined;
    const marker = head[at + 1] ?? 0;
    // Frames: C0 to CF without tables (C4), arithmetic conditioning (CC) and the reserved C8.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}
