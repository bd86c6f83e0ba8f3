import type { Application, QueryResult } from '../../application';
import { system } from '../../kernel/actor';

export type StoredFile = QueryResult<'storage.next-files'>[number];

const AT_ONCE = 200;

/** Every stored file that a row names, in the order of its key. */
export async function* storedFiles(query: Application['query']): AsyncGenerator<StoredFile> {
  for (let after: string | null = null; ;) {
    const files: StoredFile[] = await query('storage.next-files', { after, limit: AT_ONCE }, system('cli'));
    yield* files;
    after = files.at(-1)?.blobKey ?? null;
    if (after === null) return;
  }
}
