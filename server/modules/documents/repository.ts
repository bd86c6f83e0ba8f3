import type { Db } from '../../kernel/ports/database';
import { perishable, rowsOf } from '../../kernel/repository';
import { inkStreamOf } from '../../shared/rules/ink-stream';
import type { PaperSight } from '../meetings';
import type { DocumentKind } from './kinds';

/** A paper of a session (Tài liệu họp). */
export interface MeetingDocument {
  id: string;
  meetingId: string;
  itemId: string | null;
  /** Place within its item, from 1. */
  order: number;
  title: string;
  kind: DocumentKind;
  /** Pages of the newest version. */
  pages: number;
  removedAt: Date | null;
  version: number;
}

export interface DocumentVersion {
  id: string;
  number: number;
  blobKey: string;
  sha256: string;
  size: number;
  pages: number;
  fileName: string;
  facts: string;
  createdAt: Date;
  /** Why it took the place of the one before. */
  reason: string | null;
}

export interface ReadingPlace {
  documentId: string;
  deviceId: string;
  page: number;
  offset: number;
  zoom: number;
  farthest: number;
  updatedAt: Date;
}

type DocumentRow = NonNullable<Awaited<ReturnType<Db['document']['findUnique']>>>;
const toDocument = (row: DocumentRow): MeetingDocument => ({ ...row, kind: row.kind as DocumentKind });

const newestOnly = { versions: { orderBy: { number: 'desc' }, take: 1 } } as const;

/** Withdrawn papers too: the caller decides what they are to whom. */
export async function findDocument(db: Db, id: string): Promise<MeetingDocument | null> {
  const [row] = await rowsOf<DocumentRow>(db, 'SELECT * FROM "Document" WHERE "id" = ?', [id], { instants: ['removedAt'] });
  return row ? toDocument(row) : null;
}

/** Papers of a session that somebody sees; `EVERY_PAPER` where what is made of them is everybody's. */
export async function listDocuments(db: Db, meetingId: string, sight: PaperSight): Promise<(MeetingDocument & { newest: DocumentVersion })[]> {
  const rows = await db.document.findMany({ where: { meetingId, removedAt: null }, orderBy: [{ order: 'asc' }, { id: 'asc' }], include: newestOnly });
  return rows.flatMap(({ versions: [newest], ...row }) => (newest && sight.sees(row) ? [{ ...toDocument(row), newest }] : []));
}

export async function listWithdrawn(db: Db, meetingId: string): Promise<MeetingDocument[]> {
  const rows = await db.document.findMany({ where: { meetingId, removedAt: { not: null } }, orderBy: { removedAt: 'desc' } });
  return rows.map(toDocument);
}

/** A version by number, or the newest. */
export async function findVersion(db: Db, documentId: string, number?: number): Promise<DocumentVersion | null> {
  return db.documentVersion.findFirst({ where: { documentId, ...(number === undefined ? {} : { number }) }, orderBy: { number: 'desc' } });
}

/** All versions, newest first, without what the inspection found. */
export async function listVersions(db: Db, documentId: string): Promise<Pick<DocumentVersion, 'id' | 'number' | 'createdAt' | 'reason'>[]> {
  return db.documentVersion.findMany({ where: { documentId }, orderBy: { number: 'desc' }, select: { id: true, number: true, createdAt: true, reason: true } });
}

/** The paper one of whose versions has this ink stream (`inkStreamOf`); null where there is none. */
export async function paperOfInkStream(db: Db, inkId: string): Promise<string | null> {
  const [row] = await rowsOf<{ id: string }>(db, 'SELECT "id" FROM "Document" WHERE "id" = ? UNION ALL SELECT "documentId" FROM "DocumentVersion" WHERE "id" = ? AND "number" > 1', [inkId, inkId]);
  return row?.id ?? null;
}

/** The ink stream of the newest version. */
export async function findNewestInk(db: Db, documentId: string): Promise<string | null> {
  const [row] = await rowsOf<{ id: string; number: number }>(db, 'SELECT "id", "number" FROM "DocumentVersion" WHERE "documentId" = ? ORDER BY "number" DESC LIMIT 1', [documentId]);
  return row ? inkStreamOf(documentId, row) : null;
}

/** Another paper still attached to the same place whose newest bytes are the same. */
export async function findTwin(db: Db, place: { meetingId: string; itemId: string | null }, sha256: string, butId?: string): Promise<MeetingDocument | null> {
  const rows = await db.document.findMany({ where: { meetingId: place.meetingId, itemId: place.itemId, removedAt: null, ...(butId ? { id: { not: butId } } : {}) }, include: newestOnly });
  const twin = rows.find((row) => row.versions[0]?.sha256 === sha256);
  return twin ? toDocument(twin) : null;
}

export async function lastOrder(db: Db, place: { meetingId: string; itemId: string | null }): Promise<number> {
  const last = await db.document.findFirst({ where: { ...place, removedAt: null }, orderBy: { order: 'desc' }, select: { order: true } });
  return last?.order ?? 0;
}

/** Papers of one place in their order, each by the name of the file it came as. */
export async function listPlaced(db: Db, { meetingId, itemId }: { meetingId: string; itemId: string | null }): Promise<{ id: string; fileName: string }[]> {
  const rows = await db.document.findMany({ where: { meetingId, itemId, removedAt: null }, orderBy: [{ order: 'asc' }, { id: 'asc' }], select: { id: true, versions: { where: { number: 1 }, take: 1, select: { fileName: true } } } });
  return rows.map(({ id, versions: [first] }) => ({ id, fileName: first?.fileName ?? '' }));
}

export interface NewVersion extends DocumentVersion {
  uploadedById: string;
}

export async function createDocument(db: Db, document: Omit<MeetingDocument, 'removedAt' | 'version'>, version: NewVersion): Promise<void> {
  await db.document.create({ data: { ...document, versions: { create: version } } });
}

export async function addVersion(db: Db, documentId: string, version: NewVersion): Promise<void> {
  await db.documentVersion.create({ data: { ...version, documentId } });
  await db.document.update({ where: { id: documentId }, data: { pages: version.pages, version: { increment: 1 } } });
}

/** Keeps the file that the newest version of a paper was made of, as it came (D44). */
export async function keepOriginal(db: Db, documentId: string, { key: blobKey, ...file }: { key: string; sha256: string; size: number; fileName: string; conversion: string }, keptAt: Date): Promise<void> {
  const { id: versionId } = await db.documentVersion.findFirstOrThrow({ where: { documentId }, orderBy: { number: 'desc' }, select: { id: true } });
  await db.originalFile.create({ data: { versionId, blobKey, ...file, keptAt } });
}

/** Papers of a session, withdrawn ones with them. */
export const countDocuments = (db: Db, meetingId: string): Promise<number> => db.document.count({ where: { meetingId } });

export async function updateDocument(
  db: Db,
  id: string,
  version: number,
  change: Partial<Pick<MeetingDocument, 'title' | 'kind' | 'itemId' | 'order' | 'removedAt'>>,
): Promise<void> {
  await db.document.update({ where: { id, version }, data: { ...change, version: { increment: 1 } } });
}

export async function writeDocumentOrder(db: Db, ids: readonly string[]): Promise<void> {
  for (const [index, id] of ids.entries()) await db.document.update({ where: { id }, data: { order: index + 1 } });
}

/** All places of one person in the given papers, newest first. */
export async function placesOf(db: Db, personId: string, documentIds: readonly string[]): Promise<ReadingPlace[]> {
  return db.readingPlace.findMany({ where: { personId, documentId: { in: [...documentIds] } }, orderBy: { updatedAt: 'desc' } });
}

/** Devices of one person whose place in one paper is remembered; more are made up. */
const PLACES_KEPT = 10;

export async function savePlace(db: Db, personId: string, place: Omit<ReadingPlace, 'farthest'>): Promise<void> {
  const { documentId, deviceId, page } = place;
  const key = { personId_documentId_deviceId: { personId, documentId, deviceId } };
  const known = await db.readingPlace.findUnique({ where: key, select: { farthest: true } });
  const farthest = Math.max(page, known?.farthest ?? 0);
  await db.readingPlace.upsert({ where: key, create: { personId, ...place, farthest }, update: { ...place, farthest } });
  if (known) return;
  const stale = await db.readingPlace.findMany({ where: { personId, documentId }, orderBy: [{ updatedAt: 'desc' }, { farthest: 'desc' }], skip: PLACES_KEPT, select: { deviceId: true, farthest: true } });
  if (stale.length === 0) return;
  // How far the person has read does not go back with the device that knew it (D11).
  const kept = Math.max(farthest, ...stale.map((row) => row.farthest));
  await db.readingPlace.update({ where: key, data: { farthest: kept } });
  await db.readingPlace.deleteMany({ where: { personId, documentId, deviceId: { in: stale.map((row) => row.deviceId), not: deviceId } } });
}

const TITLES_AT_MOST = 2_000;

/** Titles of items and papers of a body's published sessions, the newest first: words that are written the way this installation writes them. */
export async function writtenTitles(db: Db, bodyId: string): Promise<string[]> {
  const where = { removedAt: null, meeting: { bodyId, publishedAt: { not: null } } };
  const order = { orderBy: { meeting: { startsAt: 'desc' } }, take: TITLES_AT_MOST } as const;
  const [items, papers] = await Promise.all([db.agendaItem.findMany({ where, ...order, select: { title: true } }), db.document.findMany({ where, ...order, select: { id: true, itemId: true, title: true } })]);
  // What not everyone of its session may see teaches nobody of another one its words.
  const limits = await db.audience.findMany({ where: { objectId: { in: papers.flatMap(({ id, itemId }) => (itemId === null ? [id] : [id, itemId])) } }, select: { objectId: true }, take: 2 * TITLES_AT_MOST });
  const limited = new Set(limits.map(({ objectId }) => objectId));
  return [...items, ...papers.filter(({ id, itemId }) => !limited.has(id) && !(itemId !== null && limited.has(itemId)))].map(({ title }) => title);
}

/** Where people were in a paper, by when that was last written down. */
export const oldPlaces = perishable('ReadingPlace', ['personId', 'documentId', 'deviceId'], 'updatedAt');

export const countPlacesOf = (db: Db, personId: string): Promise<number> => db.readingPlace.count({ where: { personId } });
export const dropPlacesOf = async (db: Db, personId: string): Promise<number> => (await db.readingPlace.deleteMany({ where: { personId } })).count;
