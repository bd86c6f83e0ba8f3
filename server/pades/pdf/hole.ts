import type { Increment } from './increment';
import type { PdfRef } from './objects';

/** An increment with an empty hole for a CMS. Offsets count from the beginning of the whole file. */
export interface SignatureLayout {
  readonly tail: Uint8Array;
  readonly byteRange: readonly [number, number, number, number];
  /** Offset of `<`. */
  readonly holeStart: number;
  /** Offset after `>`. */
  readonly holeEnd: number;
}

/** Decimal digits kept for each number of /ByteRange. */
const RANGE_WIDTH = 10;

/**
 * Writes the increment with a signature dictionary whose /Contents stands empty and whose /ByteRange goes around it.
 * @param head entries before /ByteRange. @param rest entries after /Contents. @param placeholderBytes octets kept for the CMS.
 */
export function layOut(increment: Increment, signature: PdfRef, { head, rest, placeholderBytes, length }: { head: string; rest: string; placeholderBytes: number; /** Of the file before. */ length: number }): SignatureLayout {
  const before = `<<${head}/ByteRange [0 ${' '.repeat(RANGE_WIDTH * 3 + 2)}]\n/Contents `;
  increment.setRaw(signature, Buffer.from(`${before}<${'0'.repeat(placeholderBytes * 2)}>\n${rest}>>`, 'latin1'));
  const { tail, bodies } = increment.build();
  const start = bodies.get(signature.num) ?? 0;
  const holeStart = start + before.length;
  const holeEnd = holeStart + placeholderBytes * 2 + 2;
  const byteRange = [0, holeStart, holeEnd, length + tail.length - holeEnd] as const;
  const digits = byteRange.slice(1).map((value) => String(value).padStart(RANGE_WIDTH, ' '));
  Buffer.from(digits.join(' '), 'latin1').copy(tail, start - length + before.indexOf('[0 ') + 3);
  return { tail, byteRange, holeStart, holeEnd };
}

/** Octets of the hole. */
export const room = ({ holeStart, holeEnd }: Pick<SignatureLayout, 'holeStart' | 'holeEnd'>): number => (holeEnd - holeStart - 2) / 2;

/** @param length of the file before the increment. */
export function fillHole({ tail, holeStart }: SignatureLayout, length: number, cms: Uint8Array): void {
  Buffer.from(tail.buffer, tail.byteOffset, tail.length).write(Buffer.from(cms).toString('hex'), holeStart - length + 1, 'latin1');
}
