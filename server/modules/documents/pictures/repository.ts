import type { PdfPart } from '../../../kernel/pdf-part';
import type { Db } from '../../../kernel/ports/database';
import type { PictureFailure } from '../../../kernel/ports/page-painter';
import type { HeavyPage } from '../../../kernel/ports/pdf-inspector';
import { servedPart } from '../admission';

/** A page of one version that is shown from a picture (D25). */
export interface PagePicture extends HeavyPage {
  state: 'waiting' | 'made' | 'failed';
  failure: PictureFailure | null;
}

/** The stored picture of a page. */
export interface PictureFile {
  blobKey: string;
  sha256: string;
  /** Bytes. */
  size: number;
  /** Pixels. */
  width: number;
  height: number;
}

/** A version with pages whose pictures are not made yet. */
export interface PictureWork {
  versionId: string;
  documentId: string;
  file: { blobKey: string; sha256: string; size: number };
  /** Where other bytes stand around the PDF (D17). */
  part: PdfPart | undefined;
  /** Next ones first. */
  pages: number[];
  /** Pages settled, of all that get a picture. */
  done: number;
  total: number;
  /** What its pictures took until now. */
  spent: { ms: number; bytes: number };
}

type Row = NonNullable<Awaited<ReturnType<Db['pagePicture']['findFirst']>>>;

/** Notes which pages of a new version will be shown from pictures. */
export async function awaitPictures(db: Db, versionId: string, heavy: readonly HeavyPage[], id: () => string): Promise<void> {
  await db.pagePicture.createMany({ data: heavy.map((page) => ({ id: id(), versionId, ...page })) });
}

export async function listPictures(db: Db, documentId: string, number: number): Promise<PagePicture[]> {
  const rows = await db.pagePicture.findMany({ where: { version: { documentId, number } }, orderBy: { page: 'asc' } });
  return rows.map(({ page, cause, figure, state, failure }) => ({ page, cause: cause as PagePicture['cause'], figure, state: state as PagePicture['state'], failure: failure as PictureFailure | null }));
}

export async function findPicture(db: Db, documentId: string, number: number, page: number): Promise<{ state: PagePicture['state']; file: PictureFile | null } | null> {
  const row = await db.pagePicture.findFirst({ where: { page, version: { documentId, number } } });
  return row && { state: row.state as PagePicture['state'], file: fileOf(row) };
}

function fileOf({ blobKey, sha256, size, width, height }: Row): PictureFile | null {
  if (blobKey === null || sha256 === null || size === null || width === null || height === null) return null;
  return { blobKey, sha256, size, width, height };
}

/** The row of a page as the work on it needs it. */
export async function findAwaited(db: Db, versionId: string, page: number) {
  return db.pagePicture.findUnique({ where: { versionId_page: { versionId, page } }, select: { id: true, state: true, version: { select: { number: true, document: { select: { id: true, meetingId: true } } } } } });
}

export async function settlePicture(db: Db, id: string, outcome: { file: PictureFile } | { failure: PictureFailure }, tookMs: number, now: Date): Promise<void> {
  const data = 'file' in outcome ? { state: 'made', ...outcome.file } : { state: 'failed', failure: outcome.failure };
  await db.pagePicture.update({ where: { id }, data: { ...data, tookMs, madeAt: now } });
}

/** Next pages of a version that wait for their pictures, unless its paper was withdrawn; null where there are none. */
export async function nextWork(db: Db, versionId: string, take: number): Promise<PictureWork | null> {
  const version = await db.documentVersion.findUnique({ where: { id: versionId, document: { removedAt: null } }, select: { documentId: true, blobKey: true, sha256: true, size: true, facts: true } });
  const pages = await db.pagePicture.findMany({ where: { versionId, state: 'waiting' }, orderBy: { page: 'asc' }, take, select: { page: true } });
  if (!version || pages.length === 0) return null;
  const known = await db.pagePicture.aggregate({ where: { versionId }, _count: true, _sum: { tookMs: true, size: true } });
  const waiting = await db.pagePicture.count({ where: { versionId, state: 'waiting' } });
  const { documentId, facts, ...file } = version;
  return {
    versionId,
    documentId,
    file,
    part: servedPart(facts)?.part,
    pages: pages.map(({ page }) => page),
    done: known._count - waiting,
    total: known._count,
    spent: { ms: known._sum.tookMs ?? 0, bytes: known._sum.size ?? 0 },
  };
}
