import { createHash } from 'node:crypto';
import { canonicalJson } from '../../kernel/canonical-json';
import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { GrowingFile } from '../../pades/pdf/growing-file';
import { findFile, frozenText, latestFile, type OfficialDocument, type OfficialFile } from './repository';

const sha256 = (data: string): string => createHash('sha256').update(data).digest('hex');

/** The hash an approval is kept, announced and audited under: the frozen text together with the file made of it. */
export const approvalHash = (document: unknown, fileSha256: string): string => sha256(canonicalJson({ document, file: fileSha256 }));

/**
 * Reads the file about to be signed, and makes sure that it is the stored one and begins with the file that was approved (G12).
 * @throws DomainError `conflict` `signing.file_changed`; `signing.changed_meanwhile` where somebody signed between the questions asked here.
 */
export async function readApproved(db: Db, official: OfficialDocument, base: OfficialFile, content: AsyncIterable<Uint8Array>): Promise<GrowingFile> {
  const [approved, frozen] = await Promise.all([findFile(db, official.id, official.baseRevision), frozenText(db, official.id)]);
  const { file, marked } = await GrowingFile.read(content, base.size, approved?.size ?? 0);
  const intact = file.sha256Hex() === base.sha256 && approved !== null && marked === approved.sha256;
  // What was approved before the hash took in the file is held to the file's own record.
  const bound = intact && (approvalHash(frozen, approved.sha256) === official.frozenSha256 || sha256(canonicalJson(frozen)) === official.frozenSha256);
  if (bound) return file;
  const latest = await latestFile(db, official.id);
  throw new DomainError('conflict', latest?.revision === base.revision ? 'signing.file_changed' : 'signing.changed_meanwhile');
}
