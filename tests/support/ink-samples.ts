import { randomBytes } from 'node:crypto';
import { bytesToUuid } from '../../server/shared/protocol/ink';
import type { StrokeOp } from '../../server/shared/protocol/ink';

let counter = 0;

/** UUIDv7 as a tablet makes them: 48 bits of time, then a counter and chance, so that ids of one process sort by making. */
export function newUuid(ms: number = Date.now()): string {
  const bytes = new Uint8Array(randomBytes(16));
  let time = ms;
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = time % 256;
    time = Math.floor(time / 256);
  }
  counter = (counter + 1) % 0x1000;
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytesToUuid(bytes);
}

/** Numbers from a seed (mulberry32): the same seed gives the same run. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Points of a pen moving like handwriting: about `step` units between points, pressure drifting slowly. */
export function penPoints(count: number, random: () => number, step = 24): Uint16Array {
  const points = new Uint16Array(count * 3);
  let x = 2_000 + random() * 12_000;
  let y = 2_000 + random() * 12_000;
  let heading = random() * Math.PI * 2;
  let pressure = 110 + random() * 60;
  for (let index = 0; index < points.length; index += 3) {
    points[index] = Math.min(16_384, Math.max(0, Math.round(x)));
    points[index + 1] = Math.min(16_384, Math.max(0, Math.round(y)));
    points[index + 2] = Math.min(255, Math.max(0, Math.round(pressure)));
    heading += (random() - 0.5) * 0.9;
    x += Math.cos(heading) * step;
    y += Math.sin(heading) * step;
    pressure += (random() - 0.5) * 12;
  }
  return points;
}

export function sampleStroke(random: () => number, points = 31, page = 0): StrokeOp {
  return { kind: 'stroke', page, tool: 'pen', color: 1, width: 12, liveStroke: 0, points: penPoints(points, random) };
}
