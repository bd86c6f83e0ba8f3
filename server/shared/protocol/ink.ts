/**
 * Ink on documents: what one operation is, and its durable byte form. Runs in the browser and on the server.
 *
 * Coordinates: x in 16384ths of the page's CropBox width, y in 16384ths of its height, both from the upper left corner
 * of the page before /Rotate. Line widths: 4096ths of the CropBox width (on A4 one unit is about 0.05 mm).
 */
import { ByteReader, ByteWriter, hasControlCharacter, isUuidV7, isUuidV7At } from './ink-bytes';
import type { Decoded } from './ink-bytes';

export { bytesToUuid, isUuid, isUuidV7, uuidToBytes } from './ink-bytes';
export type { Decoded, WireFault } from './ink-bytes';

/** Changes when bytes or meaning change; a client of another version is asked to reload. */
export const INK_PROTOCOL_VERSION = 1;

/** Side of the coordinate grid laid over a page. */
export const PAGE_UNITS = 16_384;

export const INK_LIMITS = {
  /** Points of one stroke. */
  points: 4_000,
  /** Points of one live batch. */
  livePoints: 64,
  /** Rectangles of one highlight (one per line of text). */
  quads: 200,
  /** UTF-16 units of the quoted text and of a note. */
  text: 4_000,
  /** UTF-16 units of the context kept before and after a quotation. */
  context: 32,
  /** Operations one erase or restore names. */
  targets: 1_000,
  /** Highest page index (from 0). */
  page: 99_999,
  /** Bytes of one message from a client. */
  messageBytes: 64 * 1024,
  /** Operations in one message from a client. */
  opsPerMessage: 64,
} as const;

/** Who sees an operation: its author only, or everyone who may read the document in the meeting. */
export type InkLayer = 'private' | 'shared';
export const INK_LAYERS: readonly InkLayer[] = ['private', 'shared'];

export type StrokeTool = 'pen' | 'marker';

export interface StrokeOp {
  readonly kind: 'stroke';
  /** Page index from 0. */
  readonly page: number;
  readonly tool: StrokeTool;
  /** Index into the palette of the interface, 0–15. */
  readonly color: number;
  /** 1–255, in 4096ths of the page width. */
  readonly width: number;
  /** Number of the live preview this stroke replaces (1–255), 0 when there was none. */
  readonly liveStroke: number;
  /** x, y, pressure (0–255) of every point, one after the other: 1 to 4,000 points. */
  readonly points: Uint16Array;
}

/** One line of highlighted text: corners upper left, upper right, lower left, lower right as x, y. */
export type Quad = readonly [number, number, number, number, number, number, number, number];

export interface HighlightOp {
  readonly kind: 'highlight';
  readonly page: number;
  readonly color: number;
  readonly quads: readonly Quad[];
  /** The marked words as the page's text has them, with 32 characters of context, to find them again in a new version. */
  readonly quote: { readonly exact: string; readonly prefix: string; readonly suffix: string; /** Offset into the page's text, −1 when unknown. */ readonly start: number };
}

export interface NoteOp {
  readonly kind: 'note';
  readonly page: number;
  readonly color: number;
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** Takes one's own operations away; nothing is deleted from the log. */
export interface EraseOp {
  readonly kind: 'erase';
  readonly targets: readonly string[];
}

/** Brings one's own erased operations back: undo is an ordinary operation too. */
export interface RestoreOp {
  readonly kind: 'restore';
  readonly targets: readonly string[];
}

export type InkOp = StrokeOp | HighlightOp | NoteOp | EraseOp | RestoreOp;
export type InkOpKind = InkOp['kind'];

/** An operation as the log has it. `seq` counts from 1 without gaps in the stream (document, layer[, author]). */
export interface OpRecord {
  readonly seq: number;
  readonly opId: string;
  readonly authorId: string;
  /** Commit time by the server's clock, ms since 1970. */
  readonly at: number;
  readonly op: InkOp;
}

const KIND_CODE = { stroke: 1, highlight: 2, note: 3, erase: 4, restore: 5 } as const;
const MARKER_FLAG = 1;
const PRESSURE_FLAG = 2;

/** Bytes of an operation. @throws RangeError when the operation breaks a limit: check with {@link checkOp} what people enter. */
export function encodeOp(op: InkOp): Uint8Array {
  const fault = checkOp(op);
  if (fault !== null) throw new RangeError(`ink operation: ${fault}`);
  const out = new ByteWriter(op.kind === 'stroke' ? 16 + op.points.length * 2 : 128).u8(KIND_CODE[op.kind]);
  switch (op.kind) {
    case 'stroke':
      writeStroke(out, op);
      break;
    case 'highlight':
      writeHighlight(out, op);
      break;
    case 'note':
      out.varint(op.page).u8(op.color).u16(op.x).u16(op.y).text(op.text);
      break;
    case 'erase':
    case 'restore':
      out.varint(op.targets.length);
      for (const target of op.targets) out.uuid(target);
      break;
  }
  return out.finish();
}

/** Reads an operation; never throws. Everything {@link encodeOp} would refuse is refused here too. */
export function decodeOp(bytes: Uint8Array): Decoded<InkOp> {
  const reader = new ByteReader(bytes);
  switch (reader.u8()) {
    case KIND_CODE.stroke:
      return readStroke(reader);
    case KIND_CODE.highlight:
      return readHighlight(reader);
    case KIND_CODE.note: {
      const page = reader.varint(INK_LIMITS.page);
      const color = readColor(reader);
      const x = readCoordinate(reader);
      const y = readCoordinate(reader);
      const text = reader.text(INK_LIMITS.text);
      if (text.length === 0) reader.fail('limit');
      return reader.finish({ kind: 'note', page, color, x, y, text });
    }
    case KIND_CODE.erase:
      return reader.finish({ kind: 'erase', targets: readTargets(reader) });
    case KIND_CODE.restore:
      return reader.finish({ kind: 'restore', targets: readTargets(reader) });
    default:
      reader.fail('kind');
      return reader.finish<InkOp>({ kind: 'erase', targets: [] });
  }
}

/** The first limit an operation breaks, or null. Use it before {@link encodeOp} on what comes from people. */
export function checkOp(op: InkOp): 'limit' | 'range' | 'text' | null {
  if (op.kind === 'erase' || op.kind === 'restore') {
    if (op.targets.length < 1 || op.targets.length > INK_LIMITS.targets) return 'limit';
    return op.targets.every(isUuidV7) ? null : 'range';
  }
  if (!inRange(op.page, 0, INK_LIMITS.page) || !inRange(op.color, 0, 15)) return 'range';
  if (op.kind === 'stroke') {
    const { points } = op;
    if (points.length % 3 !== 0 || points.length < 3 || points.length > INK_LIMITS.points * 3) return 'limit';
    if (!inRange(op.width, 1, 255) || !inRange(op.liveStroke, 0, 255)) return 'range';
    for (let index = 0; index < points.length; index += 3) {
      if ((points[index] ?? 0) > PAGE_UNITS || (points[index + 1] ?? 0) > PAGE_UNITS || (points[index + 2] ?? 0) > 255) return 'range';
    }
    return null;
  }
  if (op.kind === 'note') {
    if (op.text.length < 1 || op.text.length > INK_LIMITS.text) return 'limit';
    if (!isPlainText(op.text)) return 'text';
    return inRange(op.x, 0, PAGE_UNITS) && inRange(op.y, 0, PAGE_UNITS) ? null : 'range';
  }
  const { quads, quote } = op;
  if (quads.length < 1 || quads.length > INK_LIMITS.quads) return 'limit';
  if (quote.exact.length > INK_LIMITS.text || quote.prefix.length > INK_LIMITS.context || quote.suffix.length > INK_LIMITS.context) return 'limit';
  if (!isPlainText(quote.exact) || !isPlainText(quote.prefix) || !isPlainText(quote.suffix)) return 'text';
  if (!inRange(quote.start, -1, 0x7fff_fffe)) return 'range';
  return quads.every((quad) => quad.length === 8 && quad.every((value) => inRange(value, 0, PAGE_UNITS))) ? null : 'range';
}

function inRange(value: number, low: number, high: number): boolean {
  return Number.isInteger(value) && value >= low && value <= high;
}

/** Well-formed UTF-16 without control characters: what comes back from the bytes is what went in. */
function isPlainText(text: string): boolean {
  if (hasControlCharacter(text)) return false;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0xd800 || unit > 0xdfff) continue;
    const next = text.charCodeAt(index + 1);
    if (unit > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return false;
    index += 1;
  }
  return true;
}

function readColor(reader: ByteReader): number {
  const color = reader.u8();
  return color <= 15 ? color : reader.fail('range');
}

function readCoordinate(reader: ByteReader): number {
  const value = reader.u16();
  return value <= PAGE_UNITS ? value : reader.fail('range');
}

function writeStroke(out: ByteWriter, op: StrokeOp): void {
  const { points } = op;
  const firstPressure = points[2] ?? 0;
  let varies = false;
  for (let index = 5; index < points.length && !varies; index += 3) varies = points[index] !== firstPressure;
  out.u8((op.tool === 'marker' ? MARKER_FLAG : 0) | (varies ? PRESSURE_FLAG : 0));
  out.u8(op.color).u8(op.width).u8(op.liveStroke).varint(op.page).varint(points.length / 3);
  let x = 0;
  let y = 0;
  for (let index = 0; index < points.length; index += 3) {
    const nextX = points[index] ?? 0;
    const nextY = points[index + 1] ?? 0;
    out.zigzag(nextX - x).zigzag(nextY - y);
    x = nextX;
    y = nextY;
  }
  out.u8(firstPressure);
  if (varies) for (let index = 5; index < points.length; index += 3) out.u8(points[index] ?? 0);
}

function readStroke(reader: ByteReader): Decoded<InkOp> {
  const flags = reader.u8();
  if (flags > (MARKER_FLAG | PRESSURE_FLAG)) reader.fail('range');
  const color = readColor(reader);
  const width = reader.u8();
  if (width === 0) reader.fail('range');
  const liveStroke = reader.u8();
  const page = reader.varint(INK_LIMITS.page);
  const count = reader.varint(INK_LIMITS.points);
  if (count === 0) reader.fail('limit');
  // A point takes two bytes at least: hostile counts are refused before memory is taken for them.
  if (reader.remaining < count * 2) reader.fail('truncated');
  const points = new Uint16Array(reader.fault === null ? count * 3 : 0);
  let x = 0;
  let y = 0;
  for (let index = 0; index < points.length; index += 3) {
    x += reader.zigzag();
    y += reader.zigzag();
    if (x < 0 || x > PAGE_UNITS || y < 0 || y > PAGE_UNITS) reader.fail('range');
    if (reader.fault !== null) break;
    points[index] = x;
    points[index + 1] = y;
  }
  const firstPressure = reader.u8();
  if ((flags & PRESSURE_FLAG) === 0) for (let index = 2; index < points.length; index += 3) points[index] = firstPressure;
  else {
    points[2] = firstPressure;
    for (let index = 5; index < points.length && reader.fault === null; index += 3) points[index] = reader.u8();
  }
  return reader.finish({ kind: 'stroke', page, tool: (flags & MARKER_FLAG) === 0 ? 'pen' : 'marker', color, width, liveStroke, points });
}

function writeHighlight(out: ByteWriter, op: HighlightOp): void {
  out.varint(op.page).u8(op.color).varint(op.quads.length);
  let x = 0;
  let y = 0;
  for (const quad of op.quads) {
    for (let corner = 0; corner < 8; corner += 2) {
      const nextX = quad[corner] ?? 0;
      const nextY = quad[corner + 1] ?? 0;
      out.zigzag(nextX - x).zigzag(nextY - y);
      x = nextX;
      y = nextY;
    }
  }
  out.text(op.quote.exact).text(op.quote.prefix).text(op.quote.suffix).varint(op.quote.start + 1);
}

function readHighlight(reader: ByteReader): Decoded<InkOp> {
  const page = reader.varint(INK_LIMITS.page);
  const color = readColor(reader);
  const count = reader.varint(INK_LIMITS.quads);
  if (count === 0) reader.fail('limit');
  const quads: Quad[] = [];
  let x = 0;
  let y = 0;
  const step = (): readonly [number, number] => {
    x += reader.zigzag();
    y += reader.zigzag();
    if (x < 0 || x > PAGE_UNITS || y < 0 || y > PAGE_UNITS) reader.fail('range');
    return [x, y];
  };
  for (let index = 0; index < count && reader.fault === null; index += 1) quads.push([...step(), ...step(), ...step(), ...step()]);
  const exact = reader.text(INK_LIMITS.text);
  const prefix = reader.text(INK_LIMITS.context);
  const suffix = reader.text(INK_LIMITS.context);
  const start = reader.varint(0x7fff_ffff) - 1;
  return reader.finish({ kind: 'highlight', page, color, quads, quote: { exact, prefix, suffix, start } });
}

function readTargets(reader: ByteReader): string[] {
  const count = reader.varint(INK_LIMITS.targets);
  if (count === 0) reader.fail('limit');
  if (reader.remaining < count * 16) reader.fail('truncated');
  const targets: string[] = [];
  for (let index = 0; index < count && reader.fault === null; index += 1) {
    if (!isUuidV7At(reader.bytes, reader.offset)) reader.fail('range');
    targets.push(reader.uuid());
  }
  return targets;
}
