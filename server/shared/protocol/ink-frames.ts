/**
 * Binary messages of the ink lane. One message is one Socket.IO event `ink` with one Uint8Array, and one WebSocket frame.
 * First byte: kind. Second: the channel, the server's number (varint) for the document, given by `ink:join`.
 *
 * client → server   LIVE  channel · batch
 *                   OPS   channel · n × (opId 16 · layer u8 · length varint · operation)
 * server → client   TICK  channel · n × (slot u8 · batch)
 *                   LOG   channel · layer u8 · first seq varint · time ms varint · authors u8 · authors × 16
 *                         · n × (author u8 · time since the one before, zig-zag varint · opId 16 · length varint · operation)
 *                   ACK   channel · n × (opId 16 · outcome u8 · seq varint)
 */
import { ByteReader, ByteWriter, isUuidV7At, refused } from './ink-bytes';
import { INK_LAYERS, INK_LIMITS, decodeOp, encodeOp } from './ink';
import { readLive, writeLive } from './ink-live';
import type { Decoded } from './ink-bytes';
import type { InkLayer, InkOp, OpRecord } from './ink';
import type { InkBatch } from './ink-live';

/** Name of the Socket.IO event that carries these messages in both directions. */
export const INK_EVENT = 'ink';

export const FRAME = { live: 0x01, ops: 0x02, tick: 0x11, log: 0x12, ack: 0x13 } as const;
/** Highest channel number; the server starts again at 1 when it gets there. */
export const MAX_CHANNEL = 0x3fff;
const MAX_SEQ = Number.MAX_SAFE_INTEGER;

/** What became of an operation. `committed` and `duplicate` are final and durable; `busy` and `unavailable` are worth another try. */
export const ACK_OUTCOMES = ['committed', 'duplicate', 'conflict', 'forbidden', 'invalid', 'busy', 'unavailable', 'storage_full', 'not_own'] as const;
export type AckOutcome = (typeof ACK_OUTCOMES)[number];
/** Outcomes after which the client keeps the operation in its outbox and sends it again. */
export const RETRY_OUTCOMES: ReadonlySet<AckOutcome> = new Set(['busy', 'unavailable', 'storage_full']);

/** An operation on its way to the server; `bytes` is its {@link encodeOp} form, so that a retry sends exactly the same. */
export interface OutgoingOp {
  readonly opId: string;
  readonly layer: InkLayer;
  readonly bytes: Uint8Array;
}

export interface IncomingOp extends OutgoingOp {
  readonly op: InkOp;
}

export interface InkAck {
  readonly opId: string;
  readonly outcome: AckOutcome;
  /** Place in the stream; 0 unless committed or duplicate. */
  readonly seq: number;
}

/** A record with its operation still in bytes: what the server keeps and sends. */
export interface EncodedRecord {
  readonly seq: number;
  readonly opId: string;
  readonly authorId: string;
  readonly at: number;
  readonly bytes: Uint8Array;
}

export type ClientFrame =
  | { readonly type: 'live'; readonly channel: number; /** The batch as sent, for relaying without encoding again. */ readonly bytes: Uint8Array; readonly batch: InkBatch }
  | { readonly type: 'ops'; readonly channel: number; readonly ops: readonly IncomingOp[]; /** Operations with an id but with a body that breaks a rule. */ readonly invalid: readonly string[] };

export type ServerFrame =
  | { readonly type: 'tick'; readonly channel: number; readonly strokes: readonly { readonly slot: number; readonly batch: InkBatch }[] }
  | { readonly type: 'log'; readonly channel: number; readonly layer: InkLayer; readonly records: readonly OpRecord[] }
  | { readonly type: 'ack'; readonly channel: number; readonly acks: readonly InkAck[] };

export function encodeLiveFrame(channel: number, batch: InkBatch): Uint8Array {
  const out = new ByteWriter(32 + batch.points.length).u8(FRAME.live).varint(channel);
  writeLive(out, batch);
  return out.finish();
}

/** At most {@link INK_LIMITS.opsPerMessage} operations and 64 KB; {@link splitOps} keeps to both. */
export function encodeOpsFrame(channel: number, ops: readonly OutgoingOp[]): Uint8Array {
  const out = new ByteWriter(256).u8(FRAME.ops).varint(channel);
  for (const op of ops) out.uuid(op.opId).u8(INK_LAYERS.indexOf(op.layer)).varint(op.bytes.length).raw(op.bytes);
  return out.finish();
}

/** Cuts a list of operations into messages that keep within the limits, in order. */
export function splitOps(ops: readonly OutgoingOp[]): OutgoingOp[][] {
  const messages: OutgoingOp[][] = [];
  let current: OutgoingOp[] = [];
  let size = 8;
  for (const op of ops) {
    const own = 20 + op.bytes.length;
    if (current.length > 0 && (current.length >= INK_LIMITS.opsPerMessage || size + own > INK_LIMITS.messageBytes)) {
      messages.push(current);
      current = [];
      size = 8;
    }
    current.push(op);
    size += own;
  }
  if (current.length > 0) messages.push(current);
  return messages;
}

/** Reads what a client sent; never throws. */
export function decodeClientFrame(bytes: Uint8Array): Decoded<ClientFrame> {
  if (bytes.length > INK_LIMITS.messageBytes) return refused('too_long');
  const reader = new ByteReader(bytes);
  const type = reader.u8();
  const channel = reader.varint(MAX_CHANNEL);
  if (type === FRAME.live) {
    const start = reader.offset;
    const batch = readLive(reader);
    return reader.finish({ type: 'live', channel, bytes: bytes.subarray(start), batch });
  }
  if (type !== FRAME.ops) return refused(reader.fault ?? 'kind');
  const ops: IncomingOp[] = [];
  const invalid: string[] = [];
  while (reader.remaining > 0) {
    if (reader.remaining < 18) reader.fail('truncated');
    else if (!isUuidV7At(bytes, reader.offset)) reader.fail('range');
    const opId = reader.uuid();
    const layer = INK_LAYERS[reader.u8()];
    if (layer === undefined) reader.fail('range');
    const body = reader.raw(reader.varint(INK_LIMITS.messageBytes));
    if (ops.length + invalid.length >= INK_LIMITS.opsPerMessage) reader.fail('limit');
    if (reader.fault !== null || layer === undefined) break;
    const decoded = decodeOp(body);
    if (decoded.ok) ops.push({ opId, layer, bytes: new Uint8Array(body), op: decoded.value });
    else invalid.push(opId);
  }
  if (ops.length + invalid.length === 0) reader.fail('limit');
  return reader.finish({ type: 'ops', channel, ops, invalid });
}

/** One frame for all receivers of a tick. `batches` are encoded live batches with the drawer's slot. */
export function encodeTickFrame(channel: number, batches: readonly { readonly slot: number; readonly bytes: Uint8Array }[]): Uint8Array {
  const out = new ByteWriter(64 * (batches.length + 1)).u8(FRAME.tick).varint(channel);
  for (const batch of batches) out.u8(batch.slot).raw(batch.bytes);
  return out.finish();
}

/** Consecutive records of one stream, at least one and of at most 255 authors. */
export function encodeLogFrame(channel: number, layer: InkLayer, records: readonly EncodedRecord[]): Uint8Array {
  const authors = [...new Set(records.map((record) => record.authorId))];
  const first = records[0];
  if (first === undefined || authors.length > 255) throw new RangeError('log frame: one record at least, 255 authors at most');
  const out = new ByteWriter(64 + records.length * 96).u8(FRAME.log).varint(channel).u8(INK_LAYERS.indexOf(layer)).varint(first.seq).varint(first.at).u8(authors.length);
  for (const author of authors) out.uuid(author);
  let at = first.at;
  for (const record of records) {
    out.u8(authors.indexOf(record.authorId)).zigzag(clampTime(record.at - at)).uuid(record.opId).varint(record.bytes.length).raw(record.bytes);
    at += clampTime(record.at - at);
  }
  return out.finish();
}

/** Time steps are signed 31-bit milliseconds (24 days); a longer pause is told by the next frame's own time. */
function clampTime(ms: number): number {
  return Math.max(-0x3fff_ffff, Math.min(0x3fff_ffff, ms));
}

export function encodeAckFrame(channel: number, acks: readonly InkAck[]): Uint8Array {
  const out = new ByteWriter(8 + acks.length * 20).u8(FRAME.ack).varint(channel);
  for (const ack of acks) out.uuid(ack.opId).u8(ACK_OUTCOMES.indexOf(ack.outcome)).varint(ack.seq);
  return out.finish();
}

/** Reads what the server sent; never throws. */
export function decodeServerFrame(bytes: Uint8Array): Decoded<ServerFrame> {
  const reader = new ByteReader(bytes);
  const type = reader.u8();
  const channel = reader.varint(MAX_CHANNEL);
  if (type === FRAME.tick) {
    const strokes: { slot: number; batch: InkBatch }[] = [];
    while (reader.remaining > 0) strokes.push({ slot: reader.u8(), batch: readLive(reader) });
    return reader.finish({ type: 'tick', channel, strokes });
  }
  if (type === FRAME.ack) {
    const acks: InkAck[] = [];
    while (reader.remaining > 0) {
      const opId = reader.uuid();
      const outcome = ACK_OUTCOMES[reader.u8()];
      const seq = reader.varint(MAX_SEQ);
      if (outcome === undefined) reader.fail('range');
      else acks.push({ opId, outcome, seq });
    }
    return reader.finish({ type: 'ack', channel, acks });
  }
  return type === FRAME.log ? readLog(reader, channel) : refused(reader.fault ?? 'kind');
}

function readLog(reader: ByteReader, channel: number): Decoded<ServerFrame> {
  const layer = INK_LAYERS[reader.u8()];
  let seq = reader.varint(MAX_SEQ);
  let at = reader.varint(MAX_SEQ);
  const authors: string[] = [];
  for (let left = reader.u8(); left > 0 && reader.fault === null; left -= 1) authors.push(reader.uuid());
  const records: OpRecord[] = [];
  while (reader.remaining > 0) {
    const authorId = authors[reader.u8()];
    at += reader.zigzag();
    const opId = reader.uuid();
    const body = reader.raw(reader.varint(INK_LIMITS.messageBytes));
    if (authorId === undefined) reader.fail('range');
    if (reader.fault !== null || authorId === undefined) break;
    const decoded = decodeOp(body);
    if (!decoded.ok) return decoded;
    records.push({ seq, opId, authorId, at, op: decoded.value });
    seq += 1;
  }
  if (layer === undefined) reader.fail('range');
  return reader.finish({ type: 'log', channel, layer: layer ?? 'private', records });
}

/** The durable form of an operation ready to send. */
export function outgoingOp(opId: string, layer: InkLayer, op: InkOp): OutgoingOp {
  return { opId, layer, bytes: encodeOp(op) };
}
