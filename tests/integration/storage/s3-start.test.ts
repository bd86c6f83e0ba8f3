import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openApplication, type OpenedApplication } from '../../../server/application';
import type { BlobPlace } from '../../../server/kernel/blob-place';
import { BootError } from '../../../server/kernel/boot-error';
import { makeUsedFolder } from '../../support/used-folder';
import { startProgram } from '../../support/program';
import { PEER_KEYS, PEER_REGION, S3Peer } from '../../support/s3-peer';
import { placeAt } from '../../support/s3-stores';
import { arePagesBuilt } from '../../support/served-installation';

const BUCKET = 'giay-to';
let peer: S3Peer;
let folder: string;
let opened: OpenedApplication[];

beforeEach(async () => {
  peer = await S3Peer.start(BUCKET);
  folder = mkdtempSync(path.join(os.tmpdir(), 'phien-s3-start-'));
  opened = [];
});
afterEach(async () => {
  for (const application of opened) await application.stop();
  await peer.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(name: string, place: Partial<BlobPlace> | null = {}, dataDir = path.join(folder, name)): Promise<OpenedApplication> {
  const application = await openApplication({ dataDir, origin: 'http://localhost:3000', floorBytes: 0, blobs: place && placeAt(peer, { bucket: BUCKET, ...place }) });
  opened.push(application);
  return application;
}
const end = (application: OpenedApplication): Promise<void> => {
  opened.splice(opened.indexOf(application), 1);
  return application.stop();
};
const refusalOf = async (work: Promise<unknown>): Promise<BootError> => {
  const error = await work.then(() => null, (thrown: unknown) => thrown);
  if (error instanceof BootError) return error;
  throw error ?? new Error('the start was not refused');
};

describe('a start on an S3 store', () => {
  it.each<[string, () => Partial<BlobPlace>, RegExp, RegExp]>([
    ['a wrong secret', () => ({ secretKey: { value: 'khóa-sai' } }), /không nhận khóa/u, /does not know the keys \(SignatureDoesNotMatch\)/u],
    ['a wrong access key', () => ({ accessKey: { value: 'KHONGCO' } }), /không nhận khóa/u, /does not know the keys \(InvalidAccessKeyId\)/u],
    ['no such bucket', () => ({ bucket: 'khong-co' }), /không có bucket/u, /no such bucket/u],
    ['another region', () => ({ region: 'us-east-1' }), /vùng \(region\)/u, /another region/u],
    ['a clock that is off', () => ((peer.ahead = 20 * 60_000), {}), /giờ lệch/u, /clocks that differ/u],
    ['no rights', () => (peer.injure({ kind: 'status', status: 403, code: 'AccessDenied' }), {}), /Cấp đủ quyền/u, /Give the keys these rights/u],
    ['an address that leads elsewhere', () => (peer.injure({ kind: 'status', status: 301, code: 'PermanentRedirect' }), {}), /Sửa region và endpoint/u, /Mend region and endpoint/u],
    ['nobody at the address', () => ({ endpoint: 'http://127.0.0.1:1' }), /không trả lời được/u, /cannot be asked/u],
    ['a store that is always busy', () => (peer.injure({ kind: 'status', status: 503, code: 'SlowDown' }), {}), /không trả lời được/u, /cannot be asked \(S3 503 SlowDown\)/u],
    ['a key file that is not there', () => ({ secretKey: { file: '/khong/co' } }), /tệp khóa/u, /key file \/khong\/co/u],
  ])('blob S1 with %s is refused with words, and nothing was written', async (_what, injured, vi, en) => {
    const refusal = await refusalOf(start('a', injured()));
    expect([refusal.vi, refusal.en]).toEqual([expect.stringMatching(vi), expect.stringMatching(en)]);
    for (const secret of [PEER_KEYS.secret, 'khóa-sai']) expect(refusal.vi + refusal.en).not.toContain(secret);
    expect([peer.names(BUCKET), readdirSync(path.join(folder, 'a')).filter((name) => !name.startsWith('lock'))]).toEqual([[], []]);
    peer.heal();
    peer.ahead = 0;
    const file = path.join(folder, 'khoa');
    writeFileSync(file, `${PEER_KEYS.secret}\n`);
    await start('a', { secretKey: { file } });
    expect(peer.names(BUCKET)).toEqual(['installation.json']);
  });

  it('blob S2 marks a store that is nobody’s, and is refused on one of another installation or with somebody’s objects', async () => {
    const first = await start('a', { prefix: 'tinh/' });
    expect((await refusalOf(start('b', { prefix: 'tinh/' }))).en).toContain('belongs to another installation');
    await start('c', { prefix: 'xa/' });
    await peer.lay(BUCKET, 'anh/cua-ai.jpg', Buffer.from('x'));
    expect((await refusalOf(start('d', { prefix: 'anh/' }))).vi).toContain('không phải của Phiên');
    await peer.lay(BUCKET, 'lạ/installation.json', Buffer.from('{"id":1}'));
    await end(first);
    await start('a', { prefix: 'tinh/' });
    expect(peer.names(BUCKET)).toEqual(['anh/cua-ai.jpg', 'lạ/installation.json', 'tinh/installation.json', 'xa/installation.json']);
  });

  it('blob S2 of two that begin on one store at the same time one is refused', async () => {
    const both = await Promise.allSettled([start('a'), start('b')]);
    const refused = both.flatMap((one) => (one.status === 'rejected' ? [String((one.reason as BootError).en)] : []));
    expect(refused).toEqual([expect.stringContaining('belongs to another installation')]);
  });

  it('blob S2 is refused where the store has none of the papers that the database names, also without the setting', async () => {
    const { dataDir, blobKey } = await makeUsedFolder(1);
    try {
      expect((await refusalOf(start('', {}, dataDir))).en).toMatch(/has none of the files .* “phien blobs copy”/u);
      expect(peer.names(BUCKET)).toEqual([]);
      // Brought by another tool, in the names they have in the folder.
      await peer.lay(BUCKET, `blobs/${blobKey.slice(-2)}/${blobKey}`, Buffer.from('%PDF-1.7 tờ trình'));
      await end(await start('', {}, dataDir));
      rmSync(path.join(dataDir, 'blobs'), { recursive: true });
      const application = await start('', {}, dataDir);
      const file = { key: blobKey, ...(await application.database.reader.documentVersion.findFirstOrThrow({ where: { blobKey }, select: { sha256: true, size: true } })) };
      expect(await application.blobs.check(file)).toBe('sound');
      await end(application);
      expect((await refusalOf(start('', null, dataDir))).en).toMatch(/lacks blobs, .*set PHIEN_BLOBS/u);
      peer.forget(BUCKET, `blobs/${blobKey.slice(-2)}/${blobKey}`);
      expect((await refusalOf(start('', {}, dataDir))).vi).toContain('không có tệp nào');
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  });

  it('blob S7 a store that is full keeps nobody from starting and reading', async () => {
    const application = await start('a');
    const blob = await application.ports.blobs.put(Readable.from([Buffer.from('nội dung')]));
    await end(application);
    peer.injure({ kind: 'status', status: 507, code: 'InsufficientStorage' }, ({ method }) => method === 'PUT');
    const again = await start('a');
    expect(await again.blobs.check(blob)).toBe('sound');
    await expect(again.ports.blobs.put(Readable.from([Buffer.from('thêm')]))).rejects.toMatchObject({ code: 'storage_full' });
  });

  it.skipIf(!arePagesBuilt)('blob S1 S14 the real program starts on it, stops in order and logs no key; with a wrong one it ends with a sentence', { timeout: 180_000 }, async () => {
    const env = { PHIEN_DATA: path.join(folder, 'a'), PHIEN_SAMPLE: '0', PHIEN_LOG: 'debug', PHIEN_BLOBS: `s3://${BUCKET}?endpoint=${peer.endpoint}&region=${PEER_REGION}`, PHIEN_S3_ACCESS_KEY: PEER_KEYS.access };
    const programs = [PEER_KEYS.secret, 'khóa-sai'].map((secret) => ({ ...env, PHIEN_S3_SECRET_KEY: secret }));
    const [right, wrong] = [startProgram(programs[0] ?? {}), startProgram({ ...programs[1], PHIEN_DATA: path.join(folder, 'b') })];
    expect([await right.listening, await wrong.ended]).toEqual([true, 1]);
    right.child.kill('SIGTERM');
    expect(await right.ended).toBe(0);
    expect(wrong.stderr()).toMatch(/không nhận khóa.*\n.*does not know the keys \(SignatureDoesNotMatch\)/u);
    for (const text of [right, wrong].flatMap((one) => [one.stdout(), one.stderr()])) expect(text).not.toMatch(/khóa-sai|khóa-bí-mật|PHIENTESTKEY|AWS4/u);
    expect(peer.names(BUCKET)).toEqual(['installation.json']);
  });
});
