import type { Db } from '../../kernel/ports/database';
import { perishable } from '../../kernel/repository';
import type { SubjectKind, Viewer } from './viewers';

/** An archive somebody asked for. */
export interface DataExport {
  id: string;
  kind: SubjectKind;
  subjectId: string;
  viewer: Viewer;
  fileName: string;
  requestedById: string | null;
  requestedBy: string;
  requestedAt: Date;
  state: 'waiting' | 'ready' | 'failed' | 'gone';
  jobId: string | null;
  blobKey: string | null;
  sha256: string | null;
  size: number | null;
  files: number | null;
  endedAt: Date | null;
  expiresAt: Date;
}

type Row = NonNullable<Awaited<ReturnType<Db['dataExport']['findUnique']>>>;
const toExport = (row: Row): DataExport => ({ ...row, kind: row.kind as SubjectKind, viewer: row.viewer as Viewer, state: row.state as DataExport['state'] });

export const oldExports = perishable('DataExport', ['id'], 'expiresAt');

export type NewExport = Pick<DataExport, 'id' | 'kind' | 'subjectId' | 'viewer' | 'fileName' | 'requestedById' | 'requestedBy' | 'requestedAt' | 'jobId' | 'expiresAt'>;

export async function insertExport(db: Db, row: NewExport): Promise<void> {
  await db.dataExport.create({ data: row });
}

export async function findExport(db: Db, id: string): Promise<DataExport | null> {
  const row = await db.dataExport.findUnique({ where: { id } });
  return row && toExport(row);
}

/** What a person asked for, the newest first. */
export async function listExports(db: Db, requestedById: string, take: number): Promise<DataExport[]> {
  return (await db.dataExport.findMany({ where: { requestedById, state: { not: 'gone' } }, orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }], take })).map(toExport);
}

export const countWaiting = (db: Db, requestedById: string | null): Promise<number> => db.dataExport.count({ where: { requestedById, state: 'waiting' } });

export async function noteMade(db: Db, id: string, made: { blobKey: string; sha256: string; size: number; files: number; endedAt: Date; expiresAt: Date }): Promise<void> {
  await db.dataExport.update({ where: { id }, data: { ...made, state: 'ready' } });
}

/** Its bytes are gone, or are about to be. */
export async function noteGone(db: Db, ids: readonly string[]): Promise<void> {
  await db.dataExport.updateMany({ where: { id: { in: [...ids] } }, data: { state: 'gone', blobKey: null } });
}

/** Archives whose time is over. */
export async function listEnded(db: Db, now: Date, take: number): Promise<DataExport[]> {
  return (await db.dataExport.findMany({ where: { expiresAt: { lte: now }, state: { in: ['waiting', 'ready', 'failed'] } }, orderBy: { expiresAt: 'asc' }, take })).map(toExport);
}

/** Names of what may be exported. */
export const bodyName = async (db: Db, id: string): Promise<string | null> => (await db.body.findUnique({ where: { id }, select: { name: true } }))?.name ?? null;
export const personName = async (db: Db, id: string): Promise<string | null> => (await db.person.findUnique({ where: { id }, select: { fullName: true } }))?.fullName ?? null;
export const sessionOf = async (db: Db, id: string): Promise<{ title: string; startsAt: Date; state: string } | null> => db.meeting.findUnique({ where: { id }, select: { title: true, startsAt: true, state: true } });
