import type { RunContext } from '../../kernel/command';
import { DomainError } from '../../kernel/errors';
import type { BlobStore, StoredBlob } from '../../kernel/ports/blob';
import type { Db } from '../../kernel/ports/database';
import type { AgendaItem } from '../agenda';
import { EVERY_PAPER, type Meeting } from '../meetings';
import { factsSchema } from './admission';
import { listDocuments } from './repository';
import { attachFile } from './take-file';

/** The newest bytes of a paper under a key of their own. */
export interface CopiedPaper {
  documentId: string;
  versionId: string;
  blob: StoredBlob;
}

const papersOf = async (db: Db, { meetingId, id }: Pick<AgendaItem, 'meetingId' | 'id'>) => (await listDocuments(db, meetingId, EVERY_PAPER)).filter(({ itemId }) => itemId === id);

/** Copies the papers of an item, for another session: the newest version of each, as it came. @throws DomainError as `BlobStore.adopt`. */
export async function copyPapers(db: Db, item: Pick<AgendaItem, 'meetingId' | 'id'>, blobs: BlobStore): Promise<CopiedPaper[]> {
  const copies: CopiedPaper[] = [];
  for (const { id: documentId, newest } of await papersOf(db, item)) {
    copies.push({ documentId, versionId: newest.id, blob: await blobs.adopt(blobs, { key: newest.blobKey, sha256: newest.sha256, size: newest.size }) });
  }
  return copies;
}

/**
 * Makes copies papers of an item of another session (sitting L46), in the order they had: nothing written on them comes along.
 * @returns the new paper of each.
 * @throws DomainError `conflict`/`documents.changed_meanwhile` where the papers are others by now.
 */
export async function attachCopies(from: AgendaItem, to: { meeting: Meeting; item: AgendaItem }, copies: readonly CopiedPaper[], context: Pick<RunContext<unknown>, 'db' | 'caller' | 'now' | 'id' | 'emit' | 'enqueue'>): Promise<Map<string, string>> {
  const papers = await papersOf(context.db, from);
  if (papers.length !== copies.length || papers.some(({ newest }, index) => copies[index]?.versionId !== newest.id)) throw new DomainError('conflict', 'documents.changed_meanwhile');
  const made = new Map<string, string>();
  for (const [index, { id, title, kind, newest }] of papers.entries()) {
    const blob = copies[index]?.blob;
    if (!blob) continue;
    const file = { blobKey: blob.key, sha256: blob.sha256, size: blob.size, fileName: newest.fileName, facts: factsSchema.parse(JSON.parse(newest.facts)) };
    made.set(id, (await attachFile({ ...to, title, kind }, file, context)).documentId);
  }
  return made;
}
