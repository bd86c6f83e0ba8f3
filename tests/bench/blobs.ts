/**
 * `npm run -s bench -- blobs [--mb 100]`: a paper put, read for the first time after a start, read in ranges and taken over, in a
 * folder and in an S3 store (the tests' peer in a process of its own, over loopback: no network, but signatures and digests), in turns.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { openFolderStore } from '../../server/adapters/blob/folder-store';
import { S3Calls } from '../../server/adapters/blob/s3-calls';
import { S3Objects } from '../../server/adapters/blob/s3-objects';
import { openS3Store } from '../../server/adapters/blob/s3-store';
import type { BlobStore, StoredBlob } from '../../server/kernel/ports/blob';
import { startChild } from '../support/child-words';
import { bestOf, figure, percentile, type Bench } from '../support/figures';
import { PEER_KEYS, PEER_REGION } from '../support/s3-peer';

const ROUNDS = 3;
const RANGES = 200;
const RANGE_BYTES = 64 * 1024;

interface Times {
  /** Seconds. */
  put: number;
  first: number;
  /** ms, median. */
  range: number;
}

async function drained(stream: Readable): Promise<number> {
  let size = 0;
  for await (const part of stream) size += (part as Buffer).length;
  return size;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** @param open the store as after a start: nothing is remembered of what lies in it. */
async function timesOf(open: () => Promise<BlobStore>, source: string): Promise<Times> {
  const store = await open();
  let blob: StoredBlob | null = null;
  const put = await seconds(async () => void (blob = await store.put(source)));
  const stored = blob as StoredBlob | null;
  if (!stored) throw new Error('nothing was stored');
  const again = await open();
  const first = await seconds(async () => {
    const size = await drained(await again.open(stored));
    if (size !== stored.size) throw new Error(`read ${size} of ${stored.size} bytes`);
  });
  const ranges: number[] = [];
  for (let index = 0; index < RANGES; index += 1) {
    const start = Math.floor(((stored.size - RANGE_BYTES) / RANGES) * index);
    ranges.push(1000 * (await seconds(async () => drained(await again.open(stored, { start, end: start + RANGE_BYTES - 1 })))));
  }
  await again.delete(stored.key);
  return { put, first, range: percentile(ranges, 0.5) };
}

const bench: Bench = async (args) => {
  const megabytes = args[0] === '--mb' ? Number(args[1]) : 100;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'phien-bench-blobs-'));
  const source = path.join(folder, 'source');
  writeFileSync(source, Buffer.alloc(megabytes * 1024 * 1024, 'tờ trình số 1 '));
  const child = startChild('../bench/blobs-child.ts');
  try {
    const [{ endpoint }] = (await once(child, 'message')) as [{ endpoint: string }];
    const objects = new S3Objects(new S3Calls({ endpoint, bucket: 'bench', prefix: '', region: PEER_REGION }, PEER_KEYS));
    const inFolder = () => openFolderStore(path.join(folder, 'store'), { floorBytes: 0 });
    const inS3 = () => openS3Store(objects, { spool: path.join(folder, 'spool'), floorBytes: 0 });
    const rounds: { local: Times; s3: Times }[] = [];
    await bestOf(ROUNDS, async () => rounds.push({ local: await timesOf(inFolder, source), s3: await timesOf(inS3, source) }), () => 0);
    const best = (of: 'local' | 's3', what: keyof Times): number => Math.min(...rounds.map((round) => round[of][what]));
    const compared = (name: string, what: keyof Times, unit: string, gate: number, aim: number) =>
      figure({ bench: 'blobs', figure: name, value: best('s3', what), unit, baseline: best('local', what), bound: 'most', gate, aim });
    return [
      compared(`put ${megabytes} MB, S3 against a folder`, 'put', 's', 10, 5),
      compared(`first reading of ${megabytes} MB, S3 against a folder`, 'first', 's', 10, 5),
      figure({ bench: 'blobs', figure: 'range of 64 KiB from S3, median', value: best('s3', 'range'), unit: 'ms', bound: 'most', gate: 25, aim: 5 }),
    ];
  } finally {
    child.disconnect();
    // It clears its folder and ends by itself.
    if (child.exitCode === null) await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  }
};

export default bench;
