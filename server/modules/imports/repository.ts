import type { Db } from '../../kernel/ports/database';
import { foldText } from '../../shared/language/vietnamese-text';
import type { OldSession } from '../meetings';

/** What makes a session of earlier years the same one (IM2). */
export const keyOf = ({ bodyId, day, title }: Pick<OldSession, 'bodyId' | 'day' | 'title'>): string => `${bodyId} ${day} ${foldText(title)}`;

export async function findByKey(db: Db, key: string): Promise<string | null> {
  const row = await db.importedSession.findUnique({ where: { key }, select: { meetingId: true } });
  return row?.meetingId ?? null;
}

export async function noteSession(db: Db, session: { meetingId: string; key: string; source: string; chair: string }): Promise<void> {
  await db.importedSession.create({ data: session });
}

export const findSession = (db: Db, meetingId: string): Promise<{ source: string; chair: string } | null> => db.importedSession.findUnique({ where: { meetingId }, select: { source: true, chair: true } });

export async function isImported(db: Db, meetingId: string, sha256: string): Promise<boolean> {
  return (await db.importedFile.findUnique({ where: { meetingId_sha256: { meetingId, sha256 } }, select: { sha256: true } })) !== null;
}

export async function noteFile(db: Db, file: { meetingId: string; sha256: string; documentId: string; path: string; line: number | null; clearedBy: string | null }): Promise<void> {
  await db.importedFile.create({ data: file });
}

export interface ImportBody {
  id: string;
  name: string;
  shortName: string;
  validFrom: string;
  validTo: string | null;
}

/** All bodies there are or were. */
export const listAllBodies = (db: Db): Promise<ImportBody[]> => db.body.findMany({ orderBy: { id: 'asc' }, select: { id: true, name: true, shortName: true, validFrom: true, validTo: true } });
