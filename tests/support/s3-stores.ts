import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { S3Calls, type S3Patience, type S3Place } from '../../server/adapters/blob/s3-calls';
import { S3Objects } from '../../server/adapters/blob/s3-objects';
import { openS3Store, type S3Blobs, type S3StoreOptions } from '../../server/adapters/blob/s3-store';
import type { BlobPlace } from '../../server/kernel/blob-place';
import { PEER_KEYS, PEER_REGION, type S3Peer } from './s3-peer';

/** Tries as many as in earnest, with hardly a pause; time enough on a busy machine. */
export const HASTY: S3Patience = { attempts: 3, answerMs: 20_000, sendMs: 20_000, restMs: 5 };
/** Does not wait for a store that hangs. */
export const SHORT: S3Patience = { attempts: 2, answerMs: 150, sendMs: 150, restMs: 5 };

export const objectsAt = (peer: S3Peer, place: Partial<S3Place> & { bucket: string }, patience: S3Patience = HASTY, keys = PEER_KEYS): S3Objects =>
  new S3Objects(new S3Calls({ endpoint: peer.endpoint, prefix: '', region: PEER_REGION, ...place }, keys, patience));

/** As the environment would name it. */
export const placeAt = (peer: S3Peer, place: Partial<BlobPlace> & { bucket: string }): BlobPlace => ({
  endpoint: peer.endpoint,
  prefix: '',
  region: PEER_REGION,
  accessKey: { value: PEER_KEYS.access },
  secretKey: { value: PEER_KEYS.secret },
  ...place,
});

const spools: string[] = [];

/** With a spool of its own, which `sweepSpools` takes away. */
export function openStoreOf(objects: S3Objects, options: Partial<S3StoreOptions> = {}): Promise<S3Blobs> {
  const spool = mkdtempSync(path.join(os.tmpdir(), 'phien-spool-'));
  spools.push(spool);
  return openS3Store(objects, { floorBytes: 0, spool, ...options });
}

export function sweepSpools(): void {
  for (const spool of spools.splice(0)) rmSync(spool, { recursive: true, force: true });
}
