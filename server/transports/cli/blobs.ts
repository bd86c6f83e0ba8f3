import { openForReading, type QueryResult } from '../../application';
import { system } from '../../kernel/actor';
import { parseArguments, UsageError, write } from './arguments';

type StoredFile = QueryResult<'storage.next-files'>[number];
type Fault = Pick<StoredFile, 'blobKey' | 'name' | 'objectType' | 'objectId' | 'meetingId'> & { problem: 'damaged' | 'missing' };

const caller = system('cli');
const PROBLEMS = { damaged: { vi: 'hỏng', en: 'damaged' }, missing: { vi: 'mất', en: 'missing' } } as const;

/**
 * `phien blobs verify [--json]`: reads every stored file that a paper or minutes name and compares it with its SHA-256,
 * also while a server runs; notes nothing. @returns 0 when all are what was stored, else 1.
 */
export async function blobs(args: readonly string[], dataDir: string): Promise<number> {
  const { words, flags } = parseArguments(args, { flags: ['json'], options: [] });
  if (words.length !== 1 || words[0] !== 'verify') throw new UsageError('Dùng: phien blobs verify', 'Use: phien blobs verify');
  const { query, blobs: store, stop } = await openForReading({ dataDir });
  const faults: Fault[] = [];
  let [files, bytes] = [0, 0];
  try {
    for (let after: string | null = null; ; ) {
      const next: StoredFile[] = await query('storage.next-files', { after, limit: 200 }, caller);
      for (const { sha256, size, ...named } of next) {
        const problem = await store.check({ key: named.blobKey, sha256, size });
        if (problem !== 'sound') faults.push({ ...named, problem });
        files += 1;
        bytes += size;
        after = named.blobKey;
      }
      if (next.length === 0) break;
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
