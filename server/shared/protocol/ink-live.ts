/**
 * Live ink: what the pen draws before it is lifted. Never stored, never repeated; a lost batch does not matter because the
 * finished stroke comes as an operation. Pressure is kept to 16 levels here.
 */
import { ByteReader, ByteWriter } from './ink-bytes';
import { INK_LIMITS, PAGE_UNITS } from './ink';
import type { Decoded } from './ink-bytes';

export type LiveTool = 'pen' | 'marker' | 'laser';
const TOOLS: readonly LiveTool[] = ['pen', 'marker', 'laser'];

/** Consecutive points of one stroke that is being drawn. */
export interface InkBatch {
  /** Page index from 0. */
  readonly page: number;
  readonly tool: LiveTool;
  /** Index into the palette, 0–15. */
  readonly color: number;
  /** 1–255, in 4096ths of the page width. */
  readonly width: number;
  /** The drawer's number of this stroke, 1–255 and around; the finished stroke names it as `liveStroke`. */
  readonly stroke: number;
  /** x, y (16384ths), pressure (0–255, kept to the upper four bits), 1 to 64 points. */
  readonly points: Uint16Array;
}

/**
 * Bytes: tool and colour u8 · width u8 · stroke u8 · page varint · n u8 · x0 y0 u16 · (n − 1) × zig-zag varint dx dy ·
 * pressure, four bits a point, the earlier point in the upper half.
 * @throws RangeError when the batch breaks a limit.
 */
export function encodeLive(batch: InkBatch): Uint8Array {
  const out = new ByteWriter(16 + batch.points.length);
  writeLive(out, batch);
  return out.finish();
}

/** Writes a batch behind what is there already. @throws RangeError when the batch breaks a limit. */
export function writeLive(out: ByteWriter, batch: InkBatch): void {
  const { points } = batch;
  const count = points.length / 3;
  if (!Number.isInteger(count) || count < 1 || count > INK_LIMITS.livePoints) throw new RangeError('live ink: 1 to 64 points');
  if (batch.color < 0 || batch.color > 15 || batch.width < 1 || batch.width > 255 || batch.stroke < 1 || batch.stroke > 255) throw new RangeError('live ink: out of range');
  out.u8((TOOLS.indexOf(batch.tool) << 4) | batch.color).u8(batch.width).u8(batch.stroke).varint(batch.page).u8(count);
  let x = points[0] ?? 0;
  let y = points[1] ?? 0;
  out.u16(x).u16(y);
  for (let index = 3; index < points.length; index += 3) {
    const nextX = points[index] ?? 0;
    const nextY = points[index + 1] ?? 0;
    out.zigzag(nextX - x).zigzag(nextY - y);
    x = nextX;
    y = nextY;
  }
  for (let index = 2; index < points.length; index += 6) out.u8(((points[index] ?? 0) & 0xf0) | ((points[index + 3] ?? 0) >>> 4));
}

/** Reads one batch that fills the bytes; never throws. */
export function decodeLive(bytes: Uint8Array): Decoded<InkBatch> {
  const reader = new ByteReader(bytes);
  return reader.finish(readLive(reader));
}

/** Reads one batch where the reader stands; after a fault of the reader the batch must not be used. */
export function readLive(reader: ByteReader): InkBatch {
  const head = reader.u8();
  const tool = TOOLS[head >>> 4];
  if (tool === undefined) reader.fail('kind');
  const width = reader.u8();
  const stroke = reader.u8();
  if (width === 0 || stroke === 0) reader.fail('range');
  const page = reader.varint(INK_LIMITS.page);
  const count = reader.u8();
  if (count < 1 || count > INK_LIMITS.livePoints) reader.fail('limit');
  const points = new Uint16Array(reader.fault === null ? count * 3 : 0);
  let x = reader.u16();
  let y = reader.u16();
  for (let index = 0; index < points.length; index += 3) {
    if (index > 0) {
      x += reader.zigzag();
      y += reader.zigzag();
    }
    if (x < 0 || x > PAGE_UNITS || y < 0 || y > PAGE_UNITS) reader.fail('range');
    points[index] = x;
    points[index + 1] = y;
  }
  for (let index = 2; index < points.length; index += 6) {
    const pair = reader.u8();
    // Sixteen levels spread over 0–255, so that full pressure stays full.
    points[index] = (pair >>> 4) * 17;
    if (index + 3 < points.length) points[index + 3] = (pair & 0x0f) * 17;
  }
  return { page, tool: tool ?? 'pen', color: head & 0x0f, width, stroke, points };
}
