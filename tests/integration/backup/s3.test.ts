import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openApplication, verifyInstallation } from '../../../server/application';
import type { BlobPlace } from '../../../server/kernel/blob-place';
import { restore } from '../../../server/transports/cli/restore';
import { hear } from '../../support/hear';
import { backUp, makeInstallation, type MadeInstallation } from '../../support/made-installation';
import { PEER_KEYS, PEER_REGION, S3Peer } from '../../support/s3-peer';
import { placeAt } from '../../support/s3-stores';
import { remove } from '../../support/used-folder';

let peer: S3Peer;
let place: BlobPlace;
let installed: MadeInstallation;
let room: string;
let folder: string;

beforeAll(async () => {
  peer = await S3Peer.start('nha', 'moi', 'khac');
  place = placeAt(peer, { bucket: 'nha' });
  installed = await makeInstallation({ blobs: place });
});
afterAll(async () => {
  remove(installed.dataDir);
  await peer.stop();
});
beforeEach(() => {
  room = mkdtempSync(path.join(os.tmpdir(), 'phien-backup-s3-'));
  folder = path.join(room, 'b');
});
afterEach(() => {
  for (const name of ['PHIEN_BLOBS', 'PHIEN_S3_ACCESS_KEY', 'PHIEN_S3_SECRET_KEY']) Reflect.deleteProperty(process.env, name);
  rmSync(room, { recursive: true, force: true });
});

const intoStore = (bucket: string): void => void Object.assign(process.env, { PHIEN_BLOBS: `s3://${bucket}?endpoint=${peer.endpoint}&region=${PEER_REGION}`, PHIEN_S3_ACCESS_KEY: PEER_KEYS.access, PHIEN_S3_SECRET_KEY: PEER_KEYS.secret });
const back = (to: string) => hear(() => restore([folder, '--to', to, '--json'], installed.dataDir));

describe('papers in an S3 store', () => {
  it('backup BK12 are backed up from there, new ones only, and come back into another store, into the same, and into a folder', async () => {
    expect(await backUp(installed.dataDir, folder, { blobs: place })).toMatchObject({ files: 3, shared: 0, missing: 0 });
    expect(await backUp(installed.dataDir, folder, { blobs: place })).toMatchObject({ files: 3, shared: 3, missing: 0 });
    const inFolder = path.join(room, 'thu-muc');
    expect(await back(inFolder)).toMatchObject({ code: 0 });
    expect(await verifyInstallation(inFolder, { noted: [], files: true })).toMatchObject({ files: 3, differing: 0 });
    for (const bucket of ['moi', 'nha']) {
      intoStore(bucket);
      const to = path.join(room, bucket);
      expect(await back(to)).toMatchObject({ code: 0 });
      const restored = placeAt(peer, { bucket });
      expect(await verifyInstallation(to, { noted: [], files: true, blobs: restored })).toMatchObject({ files: 3, differing: 0 });
      const application = await openApplication({ dataDir: to, origin: 'http://localhost:3000', floorBytes: 0, blobs: restored });
      expect((await application.health()).problems).toEqual([]);
      await application.stop();
    }
  });

  it('backup BK12 a store of another installation is refused, and nothing is made', async () => {
    const other = await makeInstallation({ blobs: placeAt(peer, { bucket: 'khac' }), papers: ['Khác.pdf'] });
    await backUp(installed.dataDir, folder, { blobs: place });
    intoStore('khac');
    const to = path.join(room, 'nha-moi');
    await expect(back(to)).rejects.toMatchObject({ en: expect.stringMatching(/another installation/u) });
    expect(await hear(() => restore([folder, '--to', to], installed.dataDir)).catch(() => 'refused')).toBe('refused');
    remove(other.dataDir);
  });

  it('backup BK12 BK2 a store that is away is said, and no backup is made', async () => {
    const gone = placeAt(peer, { bucket: 'nha', endpoint: 'http://127.0.0.1:9' });
    await expect(backUp(installed.dataDir, folder, { blobs: gone })).rejects.toMatchObject({ vi: expect.stringMatching(/Kho tệp không trả lời/u), en: expect.stringMatching(/store of papers does not answer/u) });
    const { listBackups } = await import('../../../server/adapters/backup/place');
    expect(listBackups(folder)).toEqual([]);
  });
});
