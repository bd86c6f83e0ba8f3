import { personIdOf } from '../../kernel/actor';
import type { RunContext } from '../../kernel/command';
import { DomainError } from '../../kernel/errors';
import { assertFits } from '../../kernel/limits';
import { assertSeen } from '../../kernel/optimistic';
import { comparePaperNames } from '../../shared/rules/paper-name';
import type { AgendaItem } from '../agenda';
import type { Meeting } from '../meetings';
import { assertNoTwin, assertTakesFiles, type StoredFile } from './admission';
import { DOCUMENT_ATTACHED, DOCUMENT_REPLACED } from './events';
import { kindOfTitle, titleOfFile, type DocumentKind } from './kinds';
import { PAPERS } from './load-document';
import { readScans } from './scans/read-scans';
import { compareVersions } from './comparing/compare-versions';
import { awaitComparison } from './comparing/repository';
import { drawPages } from './pictures/draw-pages';
import { awaitPictures } from './pictures/repository';
import { addVersion, countDocuments, createDocument, findVersion, lastOrder, listPlaced, writeDocumentOrder, type MeetingDocument, type NewVersion } from './repository';

type Context = Pick<RunContext<unknown>, 'db' | 'caller' | 'now' | 'id' | 'emit' | 'enqueue'>;

/** Has the pages of a new version drawn that are shown from pictures (D25, D26), and those read that are pictures (D61). */
async function havePictures(versionId: string, { heavy, pictured }: StoredFile['facts'], { db, id, enqueue }: Context): Promise<void> {
  if (pictured) await enqueue(readScans, { versionId }, { key: versionId });
  if (heavy.length === 0) return;
  await awaitPictures(db, versionId, heavy, id);
  await enqueue(drawPages, { versionId }, { key: versionId });
}

/** Has a new version laid beside the one before it (D65). */
async function haveComparison(pair: { oldId: string; newId: string }, { db, now, enqueue }: Context): Promise<void> {
  await awaitComparison(db, pair, now);
  await enqueue(compareVersions, pair, { key: `${pair.oldId} ${pair.newId}` });
}

const versionOf = (file: StoredFile, number: number, reason: string | null, meeting: Meeting, { caller, now, id }: Context): NewVersion => ({
  id: id(),
  number,
  blobKey: file.blobKey,
  sha256: file.sha256,
  size: file.size,
  pages: file.facts.pages,
  fileName: file.fileName,
  facts: JSON.stringify(file.facts),
  uploadedById: file.sentById ?? personIdOf(caller) ?? meeting.secretaryId,
  createdAt: now,
  reason,
});

export interface NewPaper {
  meeting: Meeting;
  /** Null: a paper of the session as a whole. */
  item: AgendaItem | null;
  title?: string | undefined;
  kind?: DocumentKind | undefined;
}

/**
 * Puts a new paper where its file name belongs among those of its place: behind the last one that comes before it. An order that was
 * made by hand stays as it is; without one it is that of the names, whichever file came first (D39).
 */
async function putInOrder(db: Context['db'], place: { meetingId: string; itemId: string | null }, documentId: string): Promise<void> {
  const placed = await listPlaced(db, place);
  const own = placed.find(({ id }) => id === documentId);
  const others = placed.filter(({ id }) => id !== documentId);
  const before = others.findLastIndex(({ fileName }) => comparePaperNames(fileName, own?.fileName ?? '') <= 0) + 1;
  if (before < others.length) await writeDocumentOrder(db, [...others.slice(0, before), { id: documentId }, ...others.slice(before)].map(({ id }) => id));
}

/** Makes a stored file a paper, in its place by its name (D1, D3, D5, D39). */
export async function attachFile({ meeting, item, ...given }: NewPaper, file: StoredFile, context: Context): Promise<{ documentId: string; title: string; pages: number }> {
  const { db, id, emit } = context;
  assertTakesFiles(item);
  const place = { meetingId: meeting.id, itemId: item?.id ?? null };
  await assertNoTwin(db, place, file.sha256);
  assertFits((await countDocuments(db, meeting.id)) + 1, 'papers');
  const documentId = id();
  const title = given.title ?? titleOfFile(file.fileName);
  const { pages } = file.facts;
  const version = versionOf(file, 1, null, meeting, context);
  await createDocument(db, { id: documentId, ...place, order: (await lastOrder(db, place)) + 1, title, kind: given.kind ?? kindOfTitle(title), pages }, version);
  await putInOrder(db, place, documentId);
  await havePictures(version.id, file.facts, context);
  emit({ type: DOCUMENT_ATTACHED, stream: meeting.id, payload: { documentId, itemId: place.itemId, pages } });
  return { documentId, title, pages };
}

export interface Replacement {
  meeting: Meeting;
  document: MeetingDocument;
  replaces: number | undefined;
  reason: string | undefined;
}

/** Readers are told why a paper they may have read is another one (D33). @throws DomainError `rejected`/`documents.reason_needed`. */
export function assertReason(meeting: Pick<Meeting, 'state'>, reason: string | undefined): void {
  if (meeting.state !== 'draft' && !reason) throw new DomainError('rejected', 'documents.reason_needed');
}

/**
 * Makes a stored file the newest version of a paper (D5, D6).
 * @param replaces number of the version the person saw; with another one by now nothing is replaced (D9).
 */
export async function replaceFile({ meeting, document, replaces, reason }: Replacement, file: StoredFile, context: Context): Promise<{ number: number; pages: number }> {
  const { db, emit } = context;
  assertReason(meeting, reason);
  const newest = await findVersion(db, document.id);
  if (newest?.sha256 === file.sha256) throw new DomainError('conflict', 'documents.same_version');
  if (replaces !== undefined) await assertSeen(db, PAPERS, { meetingId: meeting.id }, replaces, newest?.number ?? null);
  await assertNoTwin(db, document, file.sha256, document.id);
  const number = (newest?.number ?? 0) + 1;
  assertFits(number, 'versions');
  const { pages } = file.facts;
  const version = versionOf(file, number, reason ?? null, meeting, context);
  await addVersion(db, document.id, version);
  await havePictures(version.id, file.facts, context);
  if (newest) await haveComparison({ oldId: newest.id, newId: version.id }, context);
  emit({ type: DOCUMENT_REPLACED, stream: meeting.id, payload: { documentId: document.id, number, pages } });
  return { number, pages };
}
