import { holdDataFolder, openForReading } from '../../application';
import { BootError } from '../../kernel/boot-error';
import { readDatabasePlace, type DatabasePlace } from '../../kernel/database-place';
import { isUnavailable } from '../../kernel/errors';
import { readBlobPlace, type BlobPlace } from '../../kernel/blob-place';
import { parseArguments, UsageError, write } from './arguments';
import { storedFiles, type StoredFile } from './stored-files';

type Fault = Pick<StoredFile, 'blobKey' | 'name' | 'objectType' | 'objectId' | 'meetingId'> & { problem: 'damaged' | 'missing' };

const PROBLEMS = { damaged: { vi: 'hỏng', en: 'damaged' }, missing: { vi: 'mất', en: 'missing' } } as const;

/**
 * `phien blobs verify [--json]`: reads every stored file that a paper or minutes name and compares it with its SHA-256,
 * also while a server runs; notes nothing. `phien blobs copy [--json]`: into the S3 store, while no server runs. @returns 0 when all are what was stored, else 1.
 */
export async function blobs(args: readonly string[], dataDir: string): Promise<number> {
  const { words, flags } = parseArguments(args, { flags: ['json'], options: [] });
  const place = readBlobPlace(process.env);
  const rows = readDatabasePlace(process.env);
  if (words.length === 1 && words[0] === 'copy') return copy(dataDir, place, rows, flags.has('json'));
  if (words.length !== 1 || words[0] !== 'verify') throw new UsageError('Dùng: phien blobs verify, hoặc phien blobs copy', 'Use: phien blobs verify, or phien blobs copy');
  const { query, blobs: store, stop } = await openForReading({ dataDir, blobs: place, rows });
  const faults: Fault[] = [];
  let [files, bytes] = [0, 0];
  try {
    for await (const { sha256, size, ...named } of storedFiles(query)) {
      const problem = await store.check({ key: named.blobKey, sha256, size }).catch(inWords);
      if (problem !== 'sound') faults.push({ ...named, problem });
      files += 1;
      bytes += size;
    }
  } finally {
    await stop();
  }
  if (flags.has('json')) write(`${JSON.stringify({ ok: faults.length === 0, files, bytes, faults })}\n`);
  else {
    for (const { name, blobKey, problem } of faults) {
      write(`${PROBLEMS[problem].vi.toUpperCase()}: ${name}, tệp ${blobKey}. Khôi phục từ bản sao lưu, hoặc nhờ thư ký tải tài liệu lên lại.\n`);
      write(`${PROBLEMS[problem].en.toUpperCase()}: ${name}, file ${blobKey}. Restore it from a backup, or have the secretary upload the paper again.\n`);
    }
    write(`${files} tệp, ${bytes} byte, ${faults.length} tệp không còn nguyên vẹn\n${files} files, ${bytes} bytes, ${faults.length} not what was stored\n`);
  }
  return faults.length === 0 ? 0 : 1;
}

/** A store that is full or away is said, and what to do; anything else is no matter of the operator's. */
function inWords(error: unknown): never {
  if (!isUnavailable(error)) throw error;
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  if (error.code === 'storage_full') throw new BootError(`Kho tệp đã đầy${cause}. Giải phóng dung lượng rồi chạy lại lệnh này.`, `The store of papers is full${cause}. Free some space, then run this again.`, { cause: error });
  throw new BootError(`Kho tệp không trả lời${cause}. Kiểm tra kho và mạng rồi chạy lại lệnh này.`, `The store of papers does not answer${cause}. Look at it and at the network, then run this again.`, { cause: error });
}

async function copy(dataDir: string, place: BlobPlace | null, rows: DatabasePlace | null, json: boolean): Promise<number> {
  if (!place) throw new UsageError('Đặt PHIEN_BLOBS=s3://… trước: tệp được chép vào kho đó.', 'Set PHIEN_BLOBS=s3://… first: files are copied into that store.');
  const held = holdDataFolder(dataDir, { rowsHere: rows === null });
  try {
    const { copyBlobs } = await import('./copy-blobs');
    const { copied, there } = await copyBlobs(held.dataDir, place, rows).catch(inWords);
    if (json) write(`${JSON.stringify({ ok: true, copied, there })}\n`);
    else write(`${copied} tệp đã chép vào kho, ${there} tệp đã có sẵn; thư mục blobs/ vẫn còn nguyên\n${copied} files copied into the store, ${there} were there; the folder blobs/ is as it was\n`);
    return 0;
  } finally {
    held.release();
  }
}
