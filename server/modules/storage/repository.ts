import type { Db } from '../../kernel/ports/database';
import { keepSetting, readSetting } from '../../kernel/repository';
import { parseState, parseTried, type Finding, type StorageState, type Tried } from './state';

const STATE = 'storage.check';
const TRIED = 'storage.backup';
const TERM = 'standby.term';

/** A stored file with what names it. */
export interface NamedFile extends Pick<Finding, 'objectType' | 'objectId' | 'meetingId' | 'name'> {
  blobKey: string;
  sha256: string;
  /** Bytes. */
  size: number;
}

export async function readState(db: Db): Promise<StorageState> {
  return parseState(await readSetting(db, STATE));
}

export async function writeState(db: Db, state: StorageState): Promise<void> {
  await keepSetting(db, STATE, JSON.stringify(state));
}

export const readTried = async (db: Db): Promise<Tried | null> => parseTried(await readSetting(db, TRIED));

export const writeTried = (db: Db, tried: Tried): Promise<void> => keepSetting(db, TRIED, JSON.stringify(tried));

/** How often a second machine has taken over. */
export const readTerm = async (db: Db): Promise<number> => Number((await readSetting(db, TERM)) ?? 0);

export const writeTerm = (db: Db, term: number): Promise<void> => keepSetting(db, TERM, String(term));

const fileFields = { blobKey: true, sha256: true, size: true } as const;

async function findPapers(db: Db, where: { blobKey: string | { gt: string } }, take: number): Promise<NamedFile[]> {
  const select = { ...fileFields, number: true, document: { select: { id: true, meetingId: true, title: true } } } as const;
  const rows = await db.documentVersion.findMany({ where, orderBy: { blobKey: 'asc' }, take, select });
  return rows.map(({ document, number, ...file }) => ({ ...file, objectType: 'document', objectId: document.id, meetingId: document.meetingId, name: `${document.title} (${number})` }));
}

async function findPictures(db: Db, where: { blobKey: string | { gt: string } }, take: number): Promise<NamedFile[]> {
  const version = { select: { number: true, document: { select: { id: true, meetingId: true, title: true } } } } as const;
  const rows = await db.pagePicture.findMany({ where, orderBy: { blobKey: 'asc' }, take, select: { ...fileFields, page: true, version } });
  return rows.flatMap(({ version: { document, number }, page, blobKey, sha256, size }) =>
    blobKey === null || sha256 === null || size === null ? [] : [{ blobKey, sha256, size, objectType: 'document', objectId: document.id, meetingId: document.meetingId, name: `${document.title} (${number}), ${page}` }],
  );
}

async function findOfficials(db: Db, where: { blobKey: string | { gt: string } }, take: number): Promise<NamedFile[]> {
  const select = { ...fileFields, revision: true, official: { select: { id: true, meetingId: true, number: true, notation: true } } } as const;
  const rows = await db.officialFile.findMany({ where, orderBy: { blobKey: 'asc' }, take, select });
  return rows.map(({ official, revision, ...file }) => ({ ...file, objectType: 'official', objectId: official.id, meetingId: official.meetingId, name: `${official.number}/${official.notation} (${revision})` }));
}

async function findOriginals(db: Db, where: { blobKey: string | { gt: string } }, take: number): Promise<NamedFile[]> {
  const version = { select: { document: { select: { id: true, meetingId: true } } } } as const;
  const rows = await db.originalFile.findMany({ where, orderBy: { blobKey: 'asc' }, take, select: { ...fileFields, fileName: true, version } });
  return rows.map(({ version: { document }, fileName, ...file }) => ({ ...file, objectType: 'document', objectId: document.id, meetingId: document.meetingId, name: fileName }));
}

async function findSubmissions(db: Db, where: { blobKey: string | { gt: string } }, take: number): Promise<NamedFile[]> {
  const rows = await db.paperSubmission.findMany({ where, orderBy: { blobKey: 'asc' }, take, select: { ...fileFields, id: true, meetingId: true, title: true } });
  return rows.flatMap(({ id, meetingId, title, blobKey, ...file }) => (blobKey === null ? [] : [{ ...file, blobKey, objectType: 'submission', objectId: id, meetingId, name: title }]));
}

async function findSubmissionOriginals(db: Db, where: { blobKey: string | { gt: string } }, take: number): Promise<NamedFile[]> {
  const rows = await db.submissionOriginal.findMany({ where, orderBy: { blobKey: 'asc' }, take, select: { ...fileFields, fileName: true, submission: { select: { id: true, meetingId: true } } } });
  return rows.flatMap(({ submission, fileName, blobKey, ...file }) => (blobKey === null ? [] : [{ ...file, blobKey, objectType: 'submission', objectId: submission.id, meetingId: submission.meetingId, name: fileName }]));
}

async function findLibrary(db: Db, where: { blobKey: string | { gt: string } }, take: number): Promise<NamedFile[]> {
  const rows = await db.libraryEntry.findMany({ where, orderBy: { blobKey: 'asc' }, take, select: { ...fileFields, id: true, fileName: true } });
  return rows.map(({ id, fileName, ...file }) => ({ ...file, objectType: 'library', objectId: id, meetingId: null, name: fileName }));
}

async function findLibraryOriginals(db: Db, where: { blobKey: string | { gt: string } }, take: number): Promise<NamedFile[]> {
  const rows = await db.libraryOriginal.findMany({ where, orderBy: { blobKey: 'asc' }, take, select: { ...fileFields, entryId: true, fileName: true } });
  return rows.map(({ entryId, fileName, ...file }) => ({ ...file, objectType: 'library', objectId: entryId, meetingId: null, name: fileName }));
}

const FINDERS = [findPapers, findPictures, findOfficials, findOriginals, findSubmissions, findSubmissionOriginals, findLibrary, findLibraryOriginals] as const;

const byKey = (a: NamedFile, b: NamedFile): number => (a.blobKey < b.blobKey ? -1 : 1);

/** Stored files in the order of their keys. @param after key before the first; '' for the beginning. */
export async function listFiles(db: Db, after: string, limit: number): Promise<NamedFile[]> {
  const where = { blobKey: { gt: after } };
  const found = await Promise.all(FINDERS.map((find) => find(db, where, limit)));
  return found.flat().sort(byKey).slice(0, limit);
}

export async function findFile(db: Db, blobKey: string): Promise<NamedFile | null> {
  const found = await Promise.all(FINDERS.map((find) => find(db, { blobKey }, 1)));
  return found.flat()[0] ?? null;
}

/** Those of the keys that a paper, a picture, a submission, an official document or the library names. */
export async function namedKeys(db: Db, keys: readonly string[]): Promise<Set<string>> {
  const named = { where: { blobKey: { in: [...keys] } }, select: { blobKey: true as const }, take: keys.length };
  const found = [await db.documentVersion.findMany(named), await db.pagePicture.findMany(named), await db.officialFile.findMany(named), await db.originalFile.findMany(named), await db.paperSubmission.findMany(named), await db.submissionOriginal.findMany(named), await db.libraryEntry.findMany(named), await db.libraryOriginal.findMany(named)];
  return new Set(found.flat().flatMap(({ blobKey }) => blobKey ?? []));
}
