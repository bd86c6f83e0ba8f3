import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { S3Calls } from '../../server/adapters/blob/s3-calls';
import { S3Objects } from '../../server/adapters/blob/s3-objects';
import { openS3Store } from '../../server/adapters/blob/s3-store';
import { S3Peer, PEER_KEYS, PEER_REGION } from '../support/s3-peer';
import { blobContract } from './blob-contract';

const BUCKET = 'phien-giay-to';
let peer: S3Peer;
let calls: S3Calls;
let stores = 0;

beforeAll(async () => {
  peer = await S3Peer.start(BUCKET);
  calls = new S3Calls({ endpoint: peer.endpoint, bucket: BUCKET, prefix: 'tinh/', region: PEER_REGION }, PEER_KEYS);
});
afterAll(() => peer.stop());

/** Each store in a place of its own in one bucket, so that one takes over from another without moving a byte. */
blobContract('S3', async () => {
  const spool = await mkdtemp(path.join(os.tmpdir(), 'phien-spool-'));
  const under = `kho-${(stores += 1)}/`;
  const store = await openS3Store(new S3Objects(calls), { spool, under, floorBytes: 0 });
  const names = (): string[] => peer.names(BUCKET, `tinh/${under}`);
  return {
    store,
    listAll: async () => names(),
    async corrupt(key, at) {
      await peer.flip(BUCKET, names().find((name) => name.endsWith(key)) ?? '', at);
    },
    close: () => rm(spool, { recursive: true }),
  };
});
