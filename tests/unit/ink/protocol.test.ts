import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INK_LIMITS, PAGE_UNITS, checkOp, decodeOp, encodeOp } from '../../../server/shared/protocol/ink';
import { bytesToUuid, isUuidV7, uuidToBytes } from '../../../server/shared/protocol/ink-bytes';
import { ACK_OUTCOMES, decodeClientFrame, decodeServerFrame, encodeAckFrame, encodeLiveFrame, encodeLogFrame, encodeOpsFrame, encodeTickFrame, outgoingOp, splitOps } from '../../../server/shared/protocol/ink-frames';
import { decodeLive, encodeLive } from '../../../server/shared/protocol/ink-live';
import { Decoder, Encoder, decodePacket } from '../../../server/shared/protocol/ink-wire';
import { newUuid, penPoints, sampleStroke, seededRandom } from '../../support/ink-samples';
import type { InkOp, Quad } from '../../../server/shared/protocol/ink';
import type { InkBatch } from '../../../server/shared/protocol/ink-live';

const unit = fc.integer({ min: 0, max: PAGE_UNITS });
const points = (max: number) => fc.array(fc.tuple(unit, unit, fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: max }).map((list) => Uint16Array.from(list.flat()));
const opId = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => {
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytesToUuid(bytes);
});
const words = (max: number) => fc.string({ unit: 'grapheme', maxLength: Math.floor(max / 12) }).filter((text) => ![...text].some((one) => one < ' ' || one === '\u007f'));
const page = fc.integer({ min: 0, max: INK_LIMITS.page });
const color = fc.integer({ min: 0, max: 15 });
const op: fc.Arbitrary<InkOp> = fc.oneof(
  fc.record({ kind: fc.constant('stroke' as const), page, tool: fc.constantFrom('pen' as const, 'marker' as const), color, width: fc.integer({ min: 1, max: 255 }), liveStroke: fc.integer({ min: 0, max: 255 }), points: points(60) }),
  fc.record({
    kind: fc.constant('highlight' as const), page, color,
    quads: fc.array(fc.tuple(unit, unit, unit, unit, unit, unit, unit, unit), { minLength: 1, maxLength: 6 }) as fc.Arbitrary<Quad[]>,
    quote: fc.record({ exact: words(400), prefix: words(32), suffix: words(32), start: fc.integer({ min: -1, max: 1_000_000 }) }),
  }),
  fc.record({ kind: fc.constant('note' as const), page, color, x: unit, y: unit, text: words(400).filter((text) => text.length > 0) }),
  fc.record({ kind: fc.constantFrom('erase' as const, 'restore' as const), targets: fc.array(opId, { minLength: 1, maxLength: 5 }) }),
);
const batch: fc.Arbitrary<InkBatch> = fc.record({ page, tool: fc.constantFrom('pen' as const, 'marker' as const, 'laser' as const), color, width: fc.integer({ min: 1, max: 255 }), stroke: fc.integer({ min: 1, max: 255 }), points: points(INK_LIMITS.livePoints) });
const sixteenLevels = (one: InkBatch): InkBatch => ({ ...one, points: one.points.map((value, index) => (index % 3 === 2 ? (value >> 4) * 17 : value)) });

describe('operations', () => {
  it('come back from their bytes as they were', () => {
    fc.assert(fc.property(op, (one) => {
      expect(decodeOp(encodeOp(one))).toEqual({ ok: true, value: one });
    }), { numRuns: 500 });
  });

  it('never throw on hostile bytes, and whatever is accepted keeps every limit and encodes again', () => {
    const mutated = fc.tuple(op, fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 4 }), fc.integer({ min: -4, max: 4 })).map(([one, changes, length]) => {
      const bytes = encodeOp(one);
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      return length < 0 ? bytes.slice(0, bytes.length + length) : Uint8Array.of(...bytes, ...new Array<number>(length).fill(0));
    });
    fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), mutated), (bytes) => {
      const decoded = decodeOp(bytes);
      if (!decoded.ok) return;
      expect(checkOp(decoded.value)).toBeNull();
      expect(decodeOp(encodeOp(decoded.value))).toEqual(decoded);
    }), { numRuns: 3_000 });
  });

  it.each([
    ['no points', { ...sampleStroke(seededRandom(1)), points: new Uint16Array(0) }, 'limit'],
    ['4,001 points', { ...sampleStroke(seededRandom(1)), points: new Uint16Array(4_001 * 3) }, 'limit'],
    ['a point beyond the page', { ...sampleStroke(seededRandom(1)), points: Uint16Array.of(16_385, 0, 0) }, 'range'],
    ['no width', { ...sampleStroke(seededRandom(1)), width: 0 }, 'range'],
    ['an empty note', { kind: 'note', page: 0, color: 0, x: 0, y: 0, text: '' }, 'limit'],
    ['half a character', { kind: 'note', page: 0, color: 0, x: 0, y: 0, text: 'a\ud800' }, 'text'],
    ['a control character', { kind: 'note', page: 0, color: 0, x: 0, y: 0, text: 'a\u0007' }, 'text'],
    ['an id that is no UUIDv7', { kind: 'erase', targets: ['00000000-0000-4000-8000-000000000000'] }, 'range'],
    ['1,001 targets', { kind: 'erase', targets: new Array<string>(1_001).fill(newUuid()) }, 'limit'],
  ] as [string, InkOp, string][])('with %s are refused before they are sent', (_, one, fault) => {
    expect(checkOp(one)).toBe(fault);
    expect(() => encodeOp(one)).toThrow(RangeError);
  });

  it('do not take memory for points that are not there', () => {
    const bytes = Uint8Array.of(1, 0, 0, 1, 0, 0, 0xa0, 0x1f);
    expect(decodeOp(bytes)).toEqual({ ok: false, fault: 'truncated' });
  });

  it('of handwriting take at most 3.3 bytes a point', () => {
    const random = seededRandom(3);
    const strokes = Array.from({ length: 200 }, () => sampleStroke(random, 40));
    const bytes = strokes.reduce((sum, one) => sum + encodeOp(one).length, 0);
    expect(bytes / (200 * 40)).toBeLessThanOrEqual(3.3);
  });

  it('keep Vietnamese words as they were written', () => {
    const text = 'Ủy ban nhân dân tỉnh Thanh Giang – đề nghị bổ sung mục 3.2 “quyết toán”';
    const decoded = decodeOp(encodeOp({ kind: 'note', page: 0, color: 0, x: 1, y: 1, text }));
    expect(decoded.ok && decoded.value.kind === 'note' && decoded.value.text).toBe(text);
  });
});

describe('live ink', () => {
  it('comes back with pressure in sixteen levels, alone and in frames of both directions', () => {
    fc.assert(fc.property(batch, fc.integer({ min: 0, max: 254 }), fc.integer({ min: 0, max: 0x3fff }), (one, slot, channel) => {
      const bytes = encodeLive(one);
      expect(decodeLive(bytes)).toEqual({ ok: true, value: sixteenLevels(one) });
      expect(decodeClientFrame(encodeLiveFrame(channel, one))).toMatchObject({ ok: true, value: { type: 'live', channel, bytes, batch: sixteenLevels(one) } });
      const tick = decodeServerFrame(encodeTickFrame(channel, [{ slot, bytes }, { slot, bytes }]));
      expect(tick).toEqual({ ok: true, value: { type: 'tick', channel, strokes: [{ slot, batch: sixteenLevels(one) }, { slot, batch: sixteenLevels(one) }] } });
    }));
  });

  it('of handwriting takes at most 4.2 bytes a point as a WebSocket frame of eight points', () => {
    const random = seededRandom(5);
    const batches = Array.from({ length: 200 }, (_, index): InkBatch => ({ page: index % 100, tool: 'pen', color: 1, width: 12, stroke: 1 + (index % 255), points: penPoints(8, random) }));
    const bytes = batches.reduce((sum, one) => sum + 2 + encodeTickFrame(1, [{ slot: 3, bytes: encodeLive(one) }]).length, 0);
    expect(bytes / (200 * 8)).toBeLessThanOrEqual(4.2);
  });
});

describe('frames', () => {
  const random = seededRandom(11);

  it('carry operations, records and answers there and back', () => {
    const ops = Array.from({ length: 5 }, (_, index) => outgoingOp(newUuid(), index % 2 === 0 ? 'shared' : 'private', sampleStroke(random, 5)));
    const sent = decodeClientFrame(encodeOpsFrame(7, ops));
    expect(sent.ok && sent.value.type === 'ops' ? sent.value.ops.map(({ opId: id, layer, bytes }) => ({ opId: id, layer, bytes })) : null).toEqual(ops);
    const authors = [newUuid(), newUuid()];
    const records = ops.map((one, index) => ({ seq: 40 + index, opId: one.opId, authorId: authors[index % 2] ?? '', at: 1_790_000_000_000 - index * 3, bytes: one.bytes }));
    const log = decodeServerFrame(encodeLogFrame(7, 'shared', records));
    expect(log.ok && log.value.type === 'log' ? log.value.records.map(({ op: _, ...rest }) => rest) : null).toEqual(records.map(({ bytes: _, ...rest }) => rest));
    const acks = ACK_OUTCOMES.map((outcome, index) => ({ opId: newUuid(), outcome, seq: index * 1_000_000 }));
    expect(decodeServerFrame(encodeAckFrame(7, acks))).toEqual({ ok: true, value: { type: 'ack', channel: 7, acks } });
  });

  it('name operations with a body that breaks a rule, and let the good ones through', () => {
    const good = outgoingOp(newUuid(), 'shared', sampleStroke(random, 5));
    const bad = { opId: newUuid(), layer: 'shared' as const, bytes: Uint8Array.of(99) };
    expect(decodeClientFrame(encodeOpsFrame(1, [good, bad]))).toMatchObject({ ok: true, value: { ops: [{ opId: good.opId }], invalid: [bad.opId] } });
  });

  it('never throw on hostile bytes', () => {
    const seeds = [encodeOpsFrame(1, [outgoingOp(newUuid(), 'shared', sampleStroke(random, 5))]), encodeAckFrame(1, [{ opId: newUuid(), outcome: 'committed', seq: 9 }])];
    const mutated = fc.tuple(fc.constantFrom(...seeds), fc.nat(), fc.integer({ min: 0, max: 255 })).map(([seed, at, value]) => {
      const bytes = seed.slice();
      bytes[at % bytes.length] = value;
      return bytes;
    });
    fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), mutated), (bytes) => {
      for (const decoded of [decodeClientFrame(bytes), decodeServerFrame(bytes)]) if (!decoded.ok) expect(typeof decoded.fault).toBe('string');
    }), { numRuns: 3_000 });
  });

  it('are refused above 64 KB and 64 operations, and splitting keeps to both', () => {
    expect(decodeClientFrame(new Uint8Array(INK_LIMITS.messageBytes + 1))).toEqual({ ok: false, fault: 'too_long' });
    const many = Array.from({ length: 200 }, () => outgoingOp(newUuid(), 'shared', sampleStroke(random, 400)));
    expect(decodeClientFrame(encodeOpsFrame(1, many.slice(0, 65).map((one) => ({ ...one, bytes: encodeOp({ kind: 'erase', targets: [newUuid()] }) })))).ok).toBe(false);
    const parts = splitOps(many);
    expect(parts.flat()).toEqual(many);
    for (const part of parts) expect(decodeClientFrame(encodeOpsFrame(0x3fff, part))).toMatchObject({ ok: true, value: { invalid: [] } });
  });
});

describe('Socket.IO parser', () => {
  it('gives one element per packet and reads it back', () => {
    const packets = [
      { type: 0, nsp: '/', data: { person: 'x' } }, { type: 1, nsp: '/' }, { type: 2, nsp: '/', data: ['vote', { rev: 1 }], id: 4 },
      { type: 2, nsp: '/', data: ['ink', Uint8Array.of(1, 2, 3)] }, { type: 3, nsp: '/', id: 4, data: [] }, { type: 4, nsp: '/admin', data: { message: 'no' } },
    ];
    for (const packet of packets) {
      const encoded = new Encoder().encode(packet);
      expect(encoded).toHaveLength(1);
      const seen: unknown[] = [];
      new Decoder().on('decoded', (one) => void seen.push(one)).add(encoded[0]);
      expect(seen).toEqual([packet]);
    }
  });

  it('refuses what is no packet, and event names that would reach inner listeners', () => {
    const hostile = ['', '9{}', '2', '2[]', '2{"d":[]}', '2{"d":["disconnect"]}', '2{"d":["newListener",1]}', '2{"d":["ink",{}]}', '2{"d":["x"],"i":-1}', '3{"d":[]}', '1{"d":1}', '0{"n":"x"}', 'null', '2{"d":{"0":"x"}}', new Uint8Array(0), Uint8Array.of(0x77), 5, null, `2{"d":["x","${'y'.repeat(70_000)}"]}`];
    for (const frame of hostile) expect(decodePacket(frame), String(frame).slice(0, 30)).toBeNull();
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json().map((text) => `2${text}`), fc.anything()), (frame) => {
      expect(() => decodePacket(frame)).not.toThrow();
    }), { numRuns: 2_000 });
  });
});

describe('ids', () => {
  it('are the same in text and bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      expect(uuidToBytes(bytesToUuid(bytes))).toEqual(bytes);
    }));
    expect([isUuidV7(newUuid()), isUuidV7('019aa0c5-0000-4000-8000-000000000000'), isUuidV7('x')]).toEqual([true, false, false]);
  });
});
