import path from 'node:path';
import { openFolderStore } from '../../adapters/blob/folder-store';
import { beginCopy, endCopy, objectsOf } from '../../adapters/blob/s3-installation';
import { openS3Store } from '../../adapters/blob/s3-store';
import { recordInFolder } from '../../adapters/installation/record';
import { openForReading } from '../../application';
import type { BlobPlace } from '../../kernel/blob-place';
import { BootError } from '../../kernel/boot-error';
import type { DatabasePlace } from '../../kernel/database-place';
import { storedFiles } from './stored-files';

/**
 * Copies every paper that the database names from the data folder into the S3 store, each compared with its SHA-256 on its way;
 * those that are there already are left. The folder keeps its own. Nobody else may use the data folder meanwhile.
 * @returns how many were copied and how many were there. @throws BootError where the store cannot be used or is not this installation's.
 */
export async function copyBlobs(dataDir: string, place: BlobPlace, rows: DatabasePlace | null): Promise<{ copied: number; there: number }> {
  const id = recordInFolder(dataDir)?.id;
  if (!id) throw new BootError(`Thư mục ${dataDir} chưa phải là một hệ thống: khởi động máy chủ một lần không có PHIEN_BLOBS.`, `The folder ${dataDir} is no installation yet: start the server once without PHIEN_BLOBS.`);
  const objects = objectsOf(place);
  await beginCopy(objects, id);
  const folder = await openFolderStore(dataDir, { floorBytes: 0 });
  const store = await openS3Store(objects, { spool: path.join(dataDir, 'incoming', 'blobs'), floorBytes: 0 });
  const { query, stop } = await openForReading({ dataDir, rows });
  const counts = { copied: 0, there: 0 };
  try {
    for await (const { blobKey: key, sha256, size } of storedFiles(query)) {
      const known = await store.stat(key);
      if (known?.size === size) counts.there += 1;
      else {
        await store.bring({ key, sha256, size }, await folder.open({ key, sha256, size }));
        counts.copied += 1;
      }
    }
  } finally {
    await stop();
  }
  await endCopy(objects, id);
  return counts;
}
