import type { PdfPart } from '../../kernel/pdf-part';
import type { Db } from '../../kernel/ports/database';
import { servedPart } from './admission';
import type { DocumentVersion } from './repository';

/** Where the bytes of a version lie. */
export interface VersionFile extends Pick<DocumentVersion, 'id' | 'number' | 'blobKey' | 'sha256' | 'size'> {
  /** Where other bytes stand around the PDF (D17). */
  part: PdfPart | undefined;
}

/** The stored files of all versions, oldest first. */
export async function listVersionFiles(db: Db, documentId: string): Promise<VersionFile[]> {
  const rows = await db.documentVersion.findMany({ where: { documentId }, orderBy: { number: 'asc' }, select: { id: true, number: true, blobKey: true, sha256: true, size: true, facts: true } });
  return rows.map(({ facts, ...row }) => ({ ...row, part: servedPart(facts)?.part }));
}
