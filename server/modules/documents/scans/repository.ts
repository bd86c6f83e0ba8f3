import { z } from 'zod';
import type { PdfPart } from '../../../kernel/pdf-part';
import type { Db } from '../../../kernel/ports/database';
import { linesOfWords, type RecognizedWord } from '../../../kernel/ports/page-recognizer';
import { factsSchema } from '../admission';

/** Words as they are kept: text, left, top, right, bottom (ten thousandths of the page as shown), line. */
const wordsSchema = z.array(z.tuple([z.string(), z.int(), z.int(), z.int(), z.int(), z.int()]));

const toStored = (words: readonly RecognizedWord[]): string => JSON.stringify(words.map(({ text, box, line }) => [text, ...box, line]));
const fromStored = (stored: string): RecognizedWord[] => (stored === '' ? [] : wordsSchema.parse(JSON.parse(stored)).map(([text, left, top, right, bottom, line]) => ({ text, box: [left, top, right, bottom], line })));

/** A version whose pages that are pictures are to be read. */
export interface ScanWork {
  documentId: string;
  meetingId: string;
  file: { key: string; sha256: string; size: number };
  /** Where other bytes stand around the PDF (D17). */
  part: PdfPart | undefined;
  /** Of every page, PDF points. */
  sizes: [number, number][];
  /** Whether it is known which pages are pictures; then the next ones to be read, of how many, and how many are done. */
  isKnown: boolean;
  next: number[];
  total: number;
  done: number;
}

/** Null: it is not there, or its paper was withdrawn. */
export async function scanWork(db: Db, versionId: string, take: number): Promise<ScanWork | null> {
  const version = await db.documentVersion.findUnique({ where: { id: versionId, document: { removedAt: null } }, select: { documentId: true, blobKey: true, sha256: true, size: true, facts: true, document: { select: { meetingId: true } } } });
  if (!version) return null;
  const total = await db.scannedPage.count({ where: { versionId } });
  const waiting = await db.scannedPage.count({ where: { versionId, state: 'waiting' } });
  const next = await db.scannedPage.findMany({ where: { versionId, state: 'waiting' }, orderBy: { page: 'asc' }, take, select: { page: true } });
  const { sizes, part } = factsSchema.parse(JSON.parse(version.facts));
  const { documentId, document: { meetingId }, blobKey: key, sha256, size } = version;
  return { documentId, meetingId, file: { key, sha256, size }, part, sizes, isKnown: total > 0, next: next.map(({ page }) => page), total, done: total - waiting };
}

export async function awaitScans(db: Db, versionId: string, pages: readonly number[]): Promise<void> {
  await db.scannedPage.createMany({ data: pages.map((page) => ({ versionId, page })) });
}

/** Which of these pages still wait to be read. */
export async function waitingScans(db: Db, versionId: string, pages: readonly number[]): Promise<Set<number>> {
  const rows = await db.scannedPage.findMany({ where: { versionId, page: { in: [...pages] }, state: 'waiting' }, take: pages.length, select: { page: true } });
  return new Set(rows.map(({ page }) => page));
}

/** @param words null: it could not be read. */
export async function settleScan(db: Db, versionId: string, { page, words, tookMs }: { page: number; words: readonly RecognizedWord[] | null; tookMs: number }, readAt: Date): Promise<void> {
  await db.scannedPage.update({ where: { versionId_page: { versionId, page } }, data: { state: words ? 'read' : 'failed', words: words ? toStored(words) : '', tookMs, readAt } });
}

/** Words read on a page; null: it was not read. */
export async function findScan(db: Db, versionId: string, page: number): Promise<RecognizedWord[] | null> {
  const row = await db.scannedPage.findUnique({ where: { versionId_page: { versionId, page } }, select: { state: true, words: true } });
  return row?.state === 'read' ? fromStored(row.words) : null;
}

/** What a machine read on pages of a version, from and to, line by line. */
export async function scanTexts(db: Db, versionId: string, from: number, to: number): Promise<Map<number, string>> {
  const rows = await db.scannedPage.findMany({ where: { versionId, state: 'read', page: { gte: from, lte: to } }, orderBy: { page: 'asc' }, take: Math.max(1, to - from + 1), select: { page: true, words: true } });
  return new Map(rows.map(({ page, words }) => [page, linesOfWords(fromStored(words))]));
}

/** Which of these pages were read by machine, as "VERSION PAGE". */
export async function scannedAmong(db: Db, places: readonly { versionId: string; page: number }[]): Promise<Set<string>> {
  if (places.length === 0) return new Set();
  const rows = await db.scannedPage.findMany({ where: { state: 'read', OR: places.map(({ versionId, page }) => ({ versionId, page })) }, take: places.length, select: { versionId: true, page: true } });
  return new Set(rows.map(({ versionId, page }) => `${versionId} ${page}`));
}
