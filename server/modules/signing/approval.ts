import { createHash } from 'node:crypto';
import { canonicalJson } from '../../kernel/canonical-json';
import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { approvedState, latestFile, type MinutesFile } from './repository';

const sha256 = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('hex');

/** The hash an approval is kept, announced and audited under: the frozen text together with the file made of it. */
export const approvalHash = (document: unknown, fileSha256: string): string => sha256(canonicalJson({ document, file: fileSha256 }));

/**
 * Makes sure that the bytes about to be signed are the stored ones and begin with the file that was approved (G12).
 * @throws DomainError `conflict` `signing.file_changed`; `signing.changed_meanwhile` where somebody signed between the questions asked here.
 */
export async function requireApprovedFile(db: Db, base: MinutesFile, bytes: Uint8Array): Promise<void> {
  const approved = await approvedState(db, base);
  const prefix = bytes.subarray(0, approved?.size ?? 0);
  const intact = sha256(bytes) === base.sha256 && approved !== null && prefix.length === approved.size && sha256(prefix) === approved.sha256;
  // Minutes approved before the hash took in the file are held to the file's own record.
  const bound = intact && (approvalHash(approved.frozen, approved.sha256) === approved.frozenSha256 || sha256(canonicalJson(approved.frozen)) === approved.frozenSha256);
  if (bound) return;
  const latest = await latestFile(db, base.minutesId);
  throw new DomainError('conflict', latest?.revision === base.revision ? 'signing.file_changed' : 'signing.changed_meanwhile');
}
