import type { PdfPart } from '../../kernel/pdf-part';
import type { Db } from '../../kernel/ports/database';
import { servedFacts, servedPart } from './admission';
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

/** Every version of some papers, oldest first. */
export async function listVersionsAmong(db: Db, documentIds: readonly string[]): Promise<Map<string, Pick<DocumentVersion, 'number' | 'sha256' | 'createdAt'>[]>> {
  const rows = await db.documentVersion.findMany({ where: { documentId: { in: [...documentIds] } }, orderBy: [{ documentId: 'asc' }, { number: 'asc' }], select: { documentId: true, number: true, sha256: true, createdAt: true } });
  const versions: Awaited<ReturnType<typeof listVersionsAmong>> = new Map();
  for (const { documentId, ...version } of rows) versions.set(documentId, [...(versions.get(documentId) ?? []), version]);
  return versions;
}

/** The stored file of one version under the name it came by; null: it is not there, or its paper was withdrawn. */
export async function findVersionFile(db: Db, versionId: string): Promise<(VersionFile & { fileName: string }) | null> {
  const row = await db.documentVersion.findUnique({ where: { id: versionId, document: { removedAt: null } }, select: { id: true, number: true, blobKey: true, sha256: true, size: true, fileName: true, facts: true } });
  if (!row) return null;
  const { facts, ...file } = row;
  return { ...file, part: servedPart(facts)?.part };
}

/** Versions that came with digital signatures. */
export async function listSignedVersions(db: Db, documentId: string): Promise<string[]> {
  const rows = await db.documentVersion.findMany({ where: { documentId }, orderBy: { number: 'asc' }, select: { id: true, facts: true } });
  return rows.flatMap(({ id, facts }) => (servedFacts(facts).signed ? [id] : []));
}

export interface OriginalFileFacts {
  blobKey: string;
  sha256: string;
  size: number;
  fileName: string;
}

/** The file a version was made of; null: it came as a PDF (D44). */
export const findOriginal = (db: Db, versionId: string): Promise<OriginalFileFacts | null> =>
  db.originalFile.findUnique({ where: { versionId }, select: { blobKey: true, sha256: true, size: true, fileName: true } });

/** Names of the files that these versions were made of. */
export async function originalsOf(db: Db, versionIds: readonly string[]): Promise<{ documentId: string; fileName: string }[]> {
  const rows = await db.originalFile.findMany({ where: { versionId: { in: [...versionIds] } }, orderBy: { versionId: 'asc' }, take: versionIds.length, select: { fileName: true, version: { select: { documentId: true } } } });
  return rows.map(({ fileName, version }) => ({ documentId: version.documentId, fileName }));
}
