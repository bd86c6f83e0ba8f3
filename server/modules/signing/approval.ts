import { createHash } from 'node:crypto';
import { canonicalJson } from '../../kernel/canonical-json';
import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { GrowingFile } from '../../pades/pdf/growing-file';
import { approvedState, latestFile, type MinutesFile } from './repository';

const sha256 = (data: string): string => createHash('sha256').update(data).digest('hex');

/** The hash an approval is kept, announced and audited under: the frozen text together with the file made of it. */
export const approvalHash = (document: unknown, fileSha256: string): string => sha256(canonicalJson({ document, file: fileSha256 }));

/**
 * Reads the file about to be signed, and makes sure that it is the stored one and begins with the file that was approved (G12).
 * @throws DomainError `conflict` `signing.file_changed`; `signing.changed_meanwhile` where somebody signed between the questions asked here.
 */
export async function readApproved(db: Db, base: MinutesFile, content: AsyncIterable<Uint8Array>): Promise<GrowingFile> {
  const approved = await approvedState(db, base);
  const { file, marked } = await GrowingFile.read(content, base.size, approved?.size ?? 0);
  const intact = file.sha256Hex() === base.sha256 && approved !== null && marked === approved.sha256;
  // Minutes approved before the hash took in the file are held to the file's own record.
  const bound = intact && (approvalHash(approved.frozen, approved.sha256) === approved.frozenSha256 || sha256(canonicalJson(approved.frozen)) === approved.frozenSha256);
  if (bound) return file;
  const latest = await latestFile(db, base.minutesId);
  throw new DomainError('conflict', latest?.revision === base.revision ? 'signing.file_changed' : 'signing.changed_meanwhile');
}
