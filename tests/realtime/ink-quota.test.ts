import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aboveFloor } from '../../server/adapters/db/ink-floor';
import { encodeOp } from '../../server/shared/protocol/ink';
import { InkQuota, PAPER_BYTES_PER_DAY, PERSON_BYTES_PER_DAY } from '../../server/live/ink-quota';
import { InkClient } from '../support/ink-client';
import { newUuid, sampleStroke, seededRandom } from '../support/ink-samples';
import { startInkServer, type InkServer } from '../support/ink-server';

const random = seededRandom(11);
/** Eight hours in which every second holds a stroke of half a second, as the tablet records it (60 points a second). */
const HARD_DAY_STROKES = 8 * 3_600;

describe('what one person may put into the ink log', () => {
  it('live LR9 ten days of hard writing fit into the amount of one day and one paper', () => {
    const sizes = Array.from({ length: 500 }, () => encodeOp(sampleStroke(random, 31)).length);
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    expect(HARD_DAY_STROKES * mean * 10).toBeLessThan(PAPER_BYTES_PER_DAY);
    expect(PERSON_BYTES_PER_DAY).toBeGreaterThan(PAPER_BYTES_PER_DAY);
  });

  it('live LR9 a pen that writes all day is never refused; an outbox of an afternoon without network comes in at its pace', () => {
    const quota = new InkQuota();
    for (let second = 0; second < HARD_DAY_STROKES; second += 1) expect(quota.refusal('leader', 'paper', 1, 110, second * 1_000)).toBeNull();
    const back = new InkQuota();
    let now = 0;
    let waits = 0;
    for (let sent = 0; sent < 10_000;) {
      if (back.refusal('leader', 'paper', 32, 32 * 110, now) === null) sent += 32;
      else waits += 1;
      now += 320;
    }
    expect(waits).toBeLessThan(100);
  });

  it('live LR9 a flood is slowed to the pace of one person, and ends at the amount of a day: in one paper, and in all together', () => {
    const quota = new InkQuota();
    const stored = new Map<string, number>();
    let refused = 0;
    const size = 15_000;
    for (let now = 0; now < 3_600_000; now += 50) {
      for (const paper of ['a', 'b', 'c']) {
        const outcome = quota.refusal('guest', paper, 1, size, now);
        if (outcome === null) stored.set(paper, (stored.get(paper) ?? 0) + size);
        if (outcome === 'storage_full') refused += 1;
      }
    }
    const hour = 1 / 24;
    for (const bytes of stored.values()) expect(bytes).toBeLessThanOrEqual(PAPER_BYTES_PER_DAY * (1 + hour));
    const all = [...stored.values()].reduce((sum, bytes) => sum + bytes, 0);
    expect(all).toBeLessThanOrEqual(PERSON_BYTES_PER_DAY * (1 + hour));
    expect(refused).toBeGreaterThan(0);
    expect(quota.refusal('leader', 'a', 1, size, 3_600_000)).toBeNull();
  });
});

describe('the floor of free space', () => {
  let directory = '';
  let server: InkServer;
  let client: InkClient | null = null;
  beforeEach(() => void (directory = mkdtempSync(path.join(tmpdir(), 'ink-floor-'))));
  afterEach(async () => {
    client?.close();
    await server.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('below it new marks are refused aloud and stay with the tablet; they are taken when there is space again', async () => {
    let now = 0;
    let floorBytes = Number.MAX_SAFE_INTEGER;
    const faults: string[] = [];
    server = await startInkServer({
      file: path.join(directory, 'ink.sqlite'),
      wrapStore: (store) => aboveFloor(store, { folder: directory, get floorBytes() { return floorBytes; }, now: () => now, onFault: (message) => void faults.push(message) }),
    });
    client = new InkClient({ url: server.url, person: newUuid(), doc: newUuid() });
    const tablet = client;
    await tablet.until(() => tablet.welcome !== null, 'the join');
    const opId = tablet.draw(sampleStroke(random), 'private');
    await tablet.until(() => tablet.acks.some((ack) => ack.outcome === 'storage_full'), 'the refusal');
    expect(tablet.applied.private).toHaveLength(0);
    floorBytes = 1;
    now = 10_000;
    await tablet.until(() => tablet.acks.some((ack) => ack.opId === opId && ack.outcome === 'committed'), 'the commit');
    expect(faults).toHaveLength(2);
  });
});
