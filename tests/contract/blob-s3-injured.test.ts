import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHUNK_BYTES } from '../../server/adapters/blob/chunk-sums';
import { openFolderStore } from '../../server/adapters/blob/folder-store';
import { failureOf } from '../../server/adapters/blob/s3-calls';
import type { S3Objects } from '../../server/adapters/blob/s3-objects';
import { PART_BYTES, type S3Blobs } from '../../server/adapters/blob/s3-store';
import type { StoredBlob } from '../../server/kernel/ports/blob';
import { PEER_KEYS, PEER_REGION, S3Peer, type Injury, type Seen } from '../support/s3-peer';
import { signatureOf } from '../support/s3-signature';
import { objectsAt, openStoreOf, SHORT, sweepSpools } from '../support/s3-stores';

const BUCKET = 'giay-to';
const DAY = 86_400_000;
let peer: S3Peer;
let objects: S3Objects;
let store: S3Blobs;
let told: string[];

beforeEach(async () => {
  peer = await S3Peer.start(BUCKET);
  objects = objectsAt(peer, { bucket: BUCKET });
  told = [];
  store = await openStore(objects);
});
afterEach(async () => {
  await peer.stop();
  sweepSpools();
});

const openStore = (of: S3Objects, spool?: string): Promise<S3Blobs> =>
  openStoreOf(of, { ...(spool && { spool }), onDamage: ({ key }, problem) => void told.push(`${problem} ${key}`), onFault: (message) => void told.push(message) });
const sha = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');
async function* inParts(data: Buffer, size = 100_000): AsyncIterable<Uint8Array> {
  for (let at = 0; at < data.length; at += size) yield data.subarray(at, at + size);
}
async function bytesOf(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
const nameOf = ({ key }: StoredBlob): string => `blobs/${key.slice(-2)}/${key}`;
const gets = ({ method, name }: Seen): boolean => method === 'GET' && name !== '';
const puts = ({ method }: Seen): boolean => method === 'PUT';
const asked = async (work: () => Promise<unknown>): Promise<string[]> => {
  const before = peer.seen.length;
  await work();
  return peer.seen.slice(before).map(({ method }) => method);
};
const unreachable = { code: 'unavailable', reason: 'storage.unreachable' };

describe('the peer', () => {
  it('signs as the description of the signature does, with its own example', () => {
    const headers = { host: 'examplebucket.s3.amazonaws.com', range: 'bytes=0-9', 'x-amz-content-sha256': sha(Buffer.alloc(0)), 'x-amz-date': '20130524T000000Z' };
    const request = { method: 'GET', path: '/test.txt', query: new URLSearchParams(), headers };
    expect(signatureOf(request, Object.keys(headers), { secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', region: 'us-east-1' })).toBe('f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41');
  });

  it.each([
    ['no signature', {}, '', 'AccessDenied'],
    ['another body than was signed', { 'x-amz-content-sha256': sha(Buffer.from('trước')) }, 'sau', 'XAmzContentSHA256Mismatch'],
    ['a body of another MD5', { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', 'content-md5': createHash('md5').update('trước').digest('base64') }, 'sau', 'BadDigest'],
    ['a header that was not signed', { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', 'x-amz-copy-source': '/giay-to/x' }, '', 'SignatureDoesNotMatch'],
  ])('refuses %s', async (_what, extra: Record<string, string>, body, code) => {
    const stamp = new Date().toISOString().replace(/[-:]|\.\d+/gu, '');
    const headers: Record<string, string> = { host: new URL(peer.endpoint).host, 'x-amz-date': stamp, ...extra };
    const signed = ['host', 'x-amz-content-sha256', 'x-amz-date'];
    const signature = signatureOf({ method: 'PUT', path: `/${BUCKET}/x`, query: new URLSearchParams(), headers }, signed, { secret: PEER_KEYS.secret, region: PEER_REGION });
    const authorization = `AWS4-HMAC-SHA256 Credential=${PEER_KEYS.access}/${stamp.slice(0, 8)}/${PEER_REGION}/s3/aws4_request, SignedHeaders=${signed.join(';')}, Signature=${signature}`;
    const answer = await fetch(`${peer.endpoint}/${BUCKET}/x`, { method: 'PUT', headers: { ...headers, ...(code !== 'AccessDenied' && { authorization }) }, body });
    expect([await answer.text(), peer.names(BUCKET)]).toEqual([expect.stringContaining(code), []]);
  });
});

describe('sending to an S3 store', () => {
  it('blob S3 sends what is long in parts, which are nobody’s to see before all are there', async () => {
    const data = randomBytes(2 * PART_BYTES + 70_001);
    let seenBefore: string[] = [];
    peer.injure({ kind: 'status', status: 503, code: 'SlowDown' }, ({ method, query, name }) => {
      if (method === 'POST' && query.has('uploadId')) seenBefore = peer.names(BUCKET).filter((one) => one === name);
      return false;
    });
    const blob = await store.put(inParts(data));
    expect([blob.size, blob.sha256, seenBefore, peer.names(BUCKET)]).toEqual([data.length, sha(data), [], [nameOf(blob)]]);
    expect((await bytesOf(await store.open(blob))).equals(data)).toBe(true);
    const exact = await store.put(inParts(data.subarray(0, PART_BYTES)));
    expect([exact.size, (await bytesOf(await store.open(exact))).equals(data.subarray(0, PART_BYTES))]).toEqual([PART_BYTES, true]);
  });

  it.each<[string, Injury, (seen: Seen) => boolean]>([
    ['a part is refused again and again', { kind: 'status', status: 503, code: 'SlowDown' }, ({ query }) => query.get('partNumber') === '2'],
    ['the last step is refused', { kind: 'status', status: 403, code: 'AccessDenied' }, ({ method, query }) => method === 'POST' && query.has('uploadId')],
    ['it is said to be done and is not', { kind: 'error-in-200' }, ({ method, query }) => method === 'POST' && query.has('uploadId')],
    ['nothing can be begun', { kind: 'reset' }, ({ query }) => query.has('uploads')],
  ])('blob S3 leaves no part when %s', async (_when, injury, hits) => {
    peer.injure(injury, hits);
    await expect(store.put(inParts(randomBytes(2 * PART_BYTES)))).rejects.toMatchObject(unreachable);
    expect(peer.names(BUCKET)).toEqual([]);
  });

  it('blob S3 clears parts that a dead process left when it opens, after a day by the clock of the store', async () => {
    const names = ['blobs/aa/cũ', 'blobs/bb/mới', 'waiting/blobs/cc/của kho khác'];
    for (const name of names) await objects.begin(name);
    for (const name of [names[0] ?? '', names[2] ?? '']) peer.age(BUCKET, name, 2 * DAY);
    await openStore(objects);
    expect(peer.names(BUCKET)).toEqual([`${names[1]} (begun)`, `${names[2]} (begun)`]);
    // A store that does not tell of them keeps nobody from opening.
    peer.injure({ kind: 'status', status: 501, code: 'NotImplemented' }, ({ query }) => query.has('uploads'));
    await openStore(objects);
    expect(told).toEqual([expect.stringContaining('could not be cleared')]);
  });

  it('blob S3 a lost answer to the last step is no failure: what is there is there', async () => {
    peer.injure({ kind: 'lost' }, ({ method, query }) => method === 'POST' && query.has('uploadId'), 1);
    const blob = await store.put(inParts(randomBytes(PART_BYTES + 1)));
    expect([peer.names(BUCKET), await store.check(blob)]).toEqual([[nameOf(blob)], 'sound']);
  });

  it('blob S4 knows from the digest of the store that it has what was sent, and reads it where the store gives none', async () => {
    expect(await asked(() => store.put(inParts(randomBytes(1_000))))).toEqual(['PUT', 'HEAD']);
    peer.encrypts = true;
    expect(await asked(() => store.put(inParts(randomBytes(1_000))))).toEqual(['PUT', 'HEAD', 'GET']);
    const long = await store.put(inParts(randomBytes(PART_BYTES + 5)));
    expect(await store.check(long)).toBe('sound');
  });

  it('blob S4 sends again where the store has other bytes, and refuses where it does so again; nothing is left', async () => {
    const data = randomBytes(50_000);
    peer.injure({ kind: 'stored-bytes' }, puts, 1);
    const blob = await store.put(inParts(data));
    expect((await bytesOf(await store.open(blob))).equals(data)).toBe(true);
    peer.injure({ kind: 'stored-bytes' }, puts);
    await expect(store.put(inParts(data))).rejects.toMatchObject(unreachable);
    expect(peer.names(BUCKET)).toEqual([nameOf(blob)]);
  });

  it.each<[string, Injury]>([
    ['busy', { kind: 'status', status: 503, code: 'SlowDown' }],
    ['in trouble', { kind: 'status', status: 500, code: 'InternalError' }],
    ['cut off', { kind: 'reset' }],
    ['heard no more after it has done it', { kind: 'lost' }],
  ])('blob S5 a store that is %s for a moment is asked again, for good it is unavailable and nothing is left', async (_what, injury) => {
    const data = randomBytes(200_000);
    peer.injure(injury, puts, 2);
    const blob = await store.put(inParts(data));
    peer.injure(injury, gets, 2);
    expect((await bytesOf(await store.open(blob))).equals(data)).toBe(true);
    peer.injure(injury, (seen) => puts(seen) || gets(seen) || seen.method === 'HEAD');
    const before = peer.seen.filter(puts).length;
    await expect(store.put(inParts(data))).rejects.toMatchObject(unreachable);
    expect(peer.seen.filter(puts).length - before).toBe(3);
    for (const question of [() => store.open(blob), () => store.check(blob), () => store.stat(blob.key)]) await expect(question()).rejects.toMatchObject(unreachable);
    expect([peer.names(BUCKET), told]).toEqual([[nameOf(blob)], []]);
    peer.heal();
    expect(await store.check(blob)).toBe('sound');
  });

  it('blob S5 a bucket that is gone is not taken for papers that are missing', async () => {
    const blob = await store.put(inParts(randomBytes(10)));
    const elsewhere = await openStoreOf(objectsAt(peer, { bucket: 'khong-co' }), { onFault: (message) => void told.push(message) });
    for (const question of [() => elsewhere.open(blob), () => elsewhere.check(blob), () => elsewhere.stat(blob.key), () => elsewhere.keys(0)[Symbol.asyncIterator]().next()]) await expect(question()).rejects.toMatchObject(unreachable);
  });

  it('blob S6 waits for a store that hangs only so long, and whoever gives up waits no longer', async () => {
    const blob = await store.put(inParts(randomBytes(100_000)));
    const impatient = await openStore(objectsAt(peer, { bucket: BUCKET }, SHORT));
    peer.injure({ kind: 'hang' });
    const began = performance.now();
    for (const question of [() => impatient.open(blob), () => impatient.put(inParts(randomBytes(10))), () => impatient.delete(blob.key)]) await expect(question()).rejects.toMatchObject(unreachable);
    expect(performance.now() - began).toBeLessThan(15_000);
    const leaving = new AbortController();
    const patient = await openStore(objectsAt(peer, { bucket: BUCKET }, { ...SHORT, sendMs: 60_000 }));
    const put = patient.put(inParts(randomBytes(10)), { signal: leaving.signal });
    await expect.poll(() => peer.seen.filter(puts).length).toBeGreaterThan(3);
    leaving.abort(new Error('left'));
    await expect(put).rejects.toThrow('left');
    peer.heal();
    expect(peer.names(BUCKET)).toEqual([nameOf(blob)]);
  });

  it.each([[507, 'InsufficientStorage'], [403, 'QuotaExceeded'], [507, 'XMinioStorageFull']])('blob S7 a store that is full (%i %s) says so at once, nothing is left, and papers are read', async (status, code) => {
    const blob = await store.put(inParts(randomBytes(10)));
    peer.injure({ kind: 'status', status, code }, puts);
    const before = peer.seen.filter(puts).length;
    const full = { code: 'storage_full', reason: 'storage.full' };
    await expect(store.put(inParts(randomBytes(10)))).rejects.toMatchObject(full);
    await expect(store.put(inParts(randomBytes(PART_BYTES + 1)))).rejects.toMatchObject(full);
    expect(peer.seen.filter(puts).length - before).toBeLessThanOrEqual(3);
    expect([peer.names(BUCKET), (await bytesOf(await store.open(blob))).length]).toEqual([[nameOf(blob)], 10]);
  });
});

describe('reading from an S3 store', () => {
  it.each<[string, Injury]>([['cut off', { kind: 'cut' }], ['too short', { kind: 'short' }]])('blob S8 an answer that is %s is asked for again, and never given out as whole', async (_what, injury) => {
    const data = randomBytes(10 * CHUNK_BYTES);
    const blob = await store.put(inParts(data));
    for (const of of [store, await openStore(objects)]) {
      peer.injure(injury, gets, 2);
      expect((await bytesOf(await of.open(blob))).equals(data)).toBe(true);
    }
    peer.injure(injury, gets);
    await expect(store.open(blob)).rejects.toMatchObject(unreachable);
  });

  it('blob S8 other bytes break the reading off and are reported; what the store has lost is damage, what it has not is missing', async () => {
    const blob = await store.put(inParts(randomBytes(20 * CHUNK_BYTES)));
    const stream = await store.open(blob);
    peer.injure({ kind: 'bytes' }, gets, 1);
    await expect(bytesOf(stream)).rejects.toMatchObject({ reason: 'storage.damaged_file' });
    expect(told).toEqual([`damaged ${blob.key}`]);
    // On its way only: it lies there as it was stored.
    expect(await store.check(blob)).toBe('sound');
    await peer.shorten(BUCKET, nameOf(blob), 15 * CHUNK_BYTES);
    expect(await store.check(blob)).toBe('damaged');
    peer.forget(BUCKET, nameOf(blob));
    expect(await store.check(blob)).toBe('missing');
  });

  it('blob S8 bytes of an object that was replaced meanwhile are not mixed into the reading', async () => {
    const blob = await store.put(inParts(randomBytes(20 * CHUNK_BYTES)));
    const stream = await store.open(blob);
    await peer.lay(BUCKET, nameOf(blob), randomBytes(20 * CHUNK_BYTES));
    await expect(bytesOf(stream)).rejects.toMatchObject({ reason: 'storage.damaged_file' });
    await expect(store.open(blob)).rejects.toMatchObject({ reason: 'storage.damaged_file' });
  });

  it('blob S8 a store that goes away in the middle ends the reading with an error', async () => {
    const blob = await store.put(inParts(randomBytes(20 * CHUNK_BYTES)));
    const stream = await store.open(blob);
    peer.injure({ kind: 'reset' });
    await expect(bytesOf(stream)).rejects.toMatchObject(unreachable);
    expect(told).toEqual([]);
  });

  it('blob S9 is compared whole once, after that a range is one request; written again it is compared again', async () => {
    const data = randomBytes(20 * CHUNK_BYTES);
    const blob = await store.put(inParts(data));
    const fresh = await openStore(objects);
    const range = { start: 5 * CHUNK_BYTES + 7, end: 6 * CHUNK_BYTES };
    const read = async (): Promise<void> => expect((await bytesOf(await fresh.open(blob, range))).equals(data.subarray(range.start, range.end + 1))).toBe(true);
    expect((await asked(read)).length).toBeGreaterThan(1);
    expect(await asked(read)).toEqual(['GET']);
    // Another second, the same bytes: an operator brought them back.
    await peer.lay(BUCKET, nameOf(blob), data);
    peer.age(BUCKET, nameOf(blob), 5_000);
    expect((await asked(read)).length).toBeGreaterThan(1);
    expect(await asked(read)).toEqual(['GET']);
    await peer.flip(BUCKET, nameOf(blob), 6 * CHUNK_BYTES);
    await expect(fresh.open(blob, range).then(bytesOf)).rejects.toMatchObject({ reason: 'storage.damaged_file' });
  });
});

describe('what an S3 store does with what it has', () => {
  it('blob S10 takes over within its bucket without a byte coming down; what it does not know is read first, and other bytes are not taken', async () => {
    const staging = await openStoreOf(objects, { under: 'waiting/' });
    const data = randomBytes(100_000);
    const staged = await staging.put(inParts(data));
    let own: StoredBlob | null = null;
    expect(await asked(async () => void (own = await store.adopt(staging, staged)))).toEqual(['PUT', 'HEAD']);
    expect((await bytesOf(await store.open(own ?? staged))).equals(data)).toBe(true);
    const restarted = await openStoreOf(objects, { under: 'waiting/' });
    expect(await asked(() => store.adopt(restarted, staged))).toEqual(['PUT', 'HEAD', 'GET']);
    await peer.flip(BUCKET, `waiting/${nameOf(staged)}`, 5);
    const before = peer.names(BUCKET);
    await expect(store.adopt(await openStoreOf(objects, { under: 'waiting/' }), staged)).rejects.toMatchObject({ reason: 'storage.damaged_file' });
    expect(peer.names(BUCKET)).toEqual(before);
  });

  it('blob S10 what lies in a folder or with other keys is read and sent', async () => {
    const root = await mkdtemp(path.join(os.tmpdir(), 'phien-folder-'));
    const folder = await openFolderStore(root, { floorBytes: 0 });
    const data = randomBytes(100_000);
    const other = await openStore(objectsAt(peer, { bucket: BUCKET, prefix: 'khac/' }));
    for (const from of [folder, other]) {
      const own = await store.adopt(from, await from.put(inParts(data)));
      expect((await bytesOf(await store.open(own))).equals(data)).toBe(true);
    }
    const back = await folder.adopt(store, await store.put(inParts(data)));
    expect(await folder.check(back)).toBe('sound');
    await rm(root, { recursive: true });
  });

  it('blob S11 tells ages by the clock of the store, whatever this machine’s says, over as many pages as there are', async () => {
    peer.ahead = -10 * 60_000;
    peer.pageSize = 4;
    const all = await Promise.all(Array.from({ length: 11 }, () => store.put(inParts(randomBytes(10)))));
    const old = all.slice(0, 6);
    for (const blob of old) peer.age(BUCKET, nameOf(blob), 2 * DAY);
    const keys = async (olderThanMs: number): Promise<string[]> => {
      const found: string[] = [];
      for await (const key of store.keys(olderThanMs)) found.push(key);
      return found.sort();
    };
    expect([await keys(DAY), (await keys(5 * 60_000)).length, (await keys(3 * DAY)).length]).toEqual([old.map(({ key }) => key).sort(), 6, 0]);
    for (const { key } of old) await store.setAside(key);
    expect([await store.clearAside(DAY), (await keys(DAY)).length]).toEqual([0, 0]);
    for (const { key } of old) peer.age(BUCKET, `aside/${key}`, 2 * DAY);
    expect([await store.clearAside(DAY), peer.names(BUCKET).length]).toEqual([6, 5]);
  });

  it('blob S12 lends a file of its own with the true bytes, for as long as the work takes; of others none', async () => {
    const spool = await mkdtemp(path.join(os.tmpdir(), 'phien-lent-'));
    const lending = await openStore(objects, spool);
    const data = randomBytes(300_000);
    const blob = await lending.put(inParts(data));
    let lent = '';
    const size = await lending.withFile(blob, async (file) => {
      lent = file;
      return readFileSync(file).equals(data) ? data.length : 0;
    });
    expect([size, existsSync(lent)]).toEqual([data.length, false]);
    await expect(lending.withFile(blob, () => Promise.reject(new Error('killed')))).rejects.toThrow('killed');
    await peer.flip(BUCKET, nameOf(blob), 250_000);
    let isLent = false;
    await expect(lending.withFile(blob, async () => void (isLent = true))).rejects.toMatchObject({ reason: 'storage.damaged_file' });
    expect([isLent, readdirSync(spool)]).toEqual([false, []]);
    await rm(spool, { recursive: true });
  });

  it('blob S13 keeps the floor of the folder through which files from outside pass; what is made here passes', async () => {
    const floored = await openStoreOf(objects, { floorBytes: Number.MAX_SAFE_INTEGER });
    await expect(floored.put(inParts(randomBytes(10)), { fromOutside: true })).rejects.toMatchObject({ code: 'storage_full' });
    expect(peer.names(BUCKET)).toEqual([]);
    await floored.put(inParts(randomBytes(10)));
    expect(peer.names(BUCKET)).toHaveLength(1);
  });

  it('blob S14 tells neither keys nor signatures in what it throws', async () => {
    const stranger = await openStoreOf(objectsAt(peer, { bucket: BUCKET }, undefined, { ...PEER_KEYS, secret: 'sai-khóa-rất-dài' }));
    const error = await stranger.put(inParts(randomBytes(10))).catch((thrown: unknown) => thrown);
    expect([error, failureOf(error)]).toMatchObject([unreachable, { status: 403, code: 'SignatureDoesNotMatch' }]);
    const text = inspect(error, { depth: 10, showHidden: true }) + inspect(stranger, { depth: 10 });
    for (const secret of ['sai-khóa-rất-dài', PEER_KEYS.access, 'AWS4-HMAC']) expect(text).not.toContain(secret);
  });
});
