/** The write-ahead log of SQLite as it lies in its file (source: SQLite, "WAL-mode File Format"). Sizes in bytes. */
export const LOG_HEAD = 32;
export const FRAME_HEAD = 24;

export interface LogHead {
  pageSize: number;
  /** Both salts, hex: another log has others. */
  salts: string;
}

const MAGIC = 0x377f0682;

/** Null where it is no head, or one that was not written to its end. */
export function readHead(bytes: Buffer): LogHead | null {
  if (bytes.byteLength < LOG_HEAD || (bytes.readUInt32BE(0) & ~1) >>> 0 !== MAGIC) return null;
  const size = bytes.readUInt32BE(8);
  return { pageSize: size === 1 ? 65_536 : size, salts: bytes.toString('hex', 16, 24) };
}

export const frameSize = ({ pageSize }: LogHead): number => FRAME_HEAD + pageSize;

type Sum = readonly [number, number];

/** Checksum of a log, carried on from what went before. @param bigEndian how its words are read. */
function carried([s0, s1]: Sum, bytes: Buffer, bigEndian: boolean): Sum {
  let [a, b] = [s0, s1];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.byteLength; at += 8) {
    a = (a + view.getUint32(at, !bigEndian) + b) | 0;
    b = (b + view.getUint32(at + 4, !bigEndian) + a) | 0;
  }
  return [a, b];
}

const sumAt = (bytes: Buffer, at: number): Sum => [bytes.readUInt32BE(at) | 0, bytes.readUInt32BE(at + 4) | 0];
const same = (a: Sum, b: Sum): boolean => a[0] === b[0] && a[1] === b[1];

/**
 * Follows the checksums of a log from its head. @param read bytes of the log from an offset, at most so many.
 * @returns how many frames are whole and follow from each other.
 */
export function soundFrames(read: (at: number, size: number) => Buffer): { head: LogHead; frames: number } | null {
  const first = read(0, LOG_HEAD);
  const head = readHead(first);
  if (!head) return null;
  const bigEndian = (first.readUInt32BE(0) & 1) === 1;
  let sum = carried([0, 0], first.subarray(0, 24), bigEndian);
  if (!same(sum, sumAt(first, 24))) return null;
  const size = frameSize(head);
  for (let frames = 0; ; frames += 1) {
    const frame = read(LOG_HEAD + frames * size, size);
    if (frame.byteLength < size || frame.toString('hex', 8, 16) !== head.salts) return { head, frames };
    sum = carried(carried(sum, frame.subarray(0, 8), bigEndian), frame.subarray(FRAME_HEAD), bigEndian);
    if (!same(sum, sumAt(frame, 16))) return { head, frames };
  }
}
