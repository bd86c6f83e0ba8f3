import { z } from 'zod';
import type { Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import type { Contested } from '../../kernel/optimistic';
import { allowIf, type Decision } from '../../kernel/policy';
import type { Db } from '../../kernel/ports/database';
import { findItem, type AgendaItem } from '../agenda';
import { callerFor } from '../delegations';
import { findMeeting, isPresented, loadMeetingAccess, prepares, sightOf, sightOfRoom, type Meeting, type MeetingAccess, type PaperSight } from '../meetings';
import { findDocument, findVersion, type DocumentVersion, type MeetingDocument } from './repository';

export interface DocumentAccess {
  access: MeetingAccess;
  meeting: Meeting;
  document: MeetingDocument;
  /** What the caller sees of the other papers of the session. */
  sight: PaperSight;
}

/**
 * A paper as the caller stands to its session; annotations and the reader load it first.
 * @throws DomainError `not_found` for strangers and for those it is kept from (D53); `gone`/`documents.withdrawn` for people of the session (D7, D8).
 */
export async function loadDocumentAccess(db: Db, documentId: string, caller: Caller, now: Date): Promise<DocumentAccess> {
  const document = await findDocument(db, documentId);
  if (!document) throw new DomainError('not_found', 'not_found');
  const access = await loadMeetingAccess(db, document.meetingId, caller);
  const sight = await sightOf(db, access, caller, now);
  if (!sight.sees(document)) throw new DomainError('not_found', 'not_found');
  if (document.removedAt) throw new DomainError('gone', 'documents.withdrawn', { title: document.title });
  return { access, meeting: access.meeting, document, sight };
}

/**
 * The same for showing the paper only: a screen on the wall has the one that is presented, and stands to it like nobody (R23).
 * @throws DomainError as `loadDocumentAccess`.
 */
export async function loadDocumentToShow(db: Db, documentId: string, caller: Caller, now: Date): Promise<DocumentAccess> {
  const screen = caller.kind === 'anonymous' ? caller.pass : undefined;
  if (!screen) return loadDocumentAccess(db, documentId, caller, now);
  const [document, meeting] = [await findDocument(db, documentId), await findMeeting(db, screen.meetingId)];
  const isShown = document !== null && document.removedAt === null && (await isPresented(db, screen.meetingId, documentId));
  if (!meeting || !isShown) throw new DomainError('not_found', 'not_found');
  const sight = await sightOfRoom(db, meeting, now);
  if (!sight.sees(document)) throw new DomainError('not_found', 'not_found');
  return { meeting, document, sight, access: { meeting, seat: null, isSecretary: false, isChair: false, isMember: false, isClerk: false, isSystem: false } };
}

export interface VersionAccess extends DocumentAccess {
  newest: DocumentVersion;
  asked: DocumentVersion;
  /** When a newer one took its place; null: it is the newest. */
  replacedAt: Date | null;
}

/** A version of a paper, the newest unless another is asked for. @throws DomainError as `loadDocumentAccess`, and `not_found` for a number it never had. */
export const loadVersionAccess = async (db: Db, documentId: string, number: number | undefined, caller: Caller, now: Date): Promise<VersionAccess> =>
  versionOf(db, await loadDocumentAccess(db, documentId, caller, now), number);

/** A version of a paper as it is asked for: `for` names whom the caller prepares it for (D86). */
export const versionInput = { documentId: z.uuid(), version: z.int().positive(), for: z.uuid().optional() };
interface AskedVersion {
  documentId: string;
  version?: number | undefined;
  for?: string | undefined;
}

/** The same as the caller sees it, or whom they prepare it for. @throws DomainError as `loadVersionAccess`. */
export const loadVersionFor = async (db: Db, { documentId, version, for: leaderId }: AskedVersion, caller: Caller, now: Date): Promise<VersionAccess> =>
  loadVersionAccess(db, documentId, version, await callerFor(db, caller, leaderId, now), now);

/** The same for its bytes and pictures, which a screen on the wall has too, of the newest version (R23). @throws DomainError as `loadVersionAccess`. */
export async function loadVersionToShow(db: Db, { documentId, version: number, for: leaderId }: AskedVersion, caller: Caller, now: Date): Promise<VersionAccess> {
  const loaded = await versionOf(db, await loadDocumentToShow(db, documentId, await callerFor(db, caller, leaderId, now), now), number);
  if (caller.kind === 'anonymous' && loaded.replacedAt) throw new DomainError('not_found', 'not_found');
  return loaded;
}

async function versionOf(db: Db, loaded: DocumentAccess, number: number | undefined): Promise<VersionAccess> {
  const { id } = loaded.document;
  const newest = await findVersion(db, id);
  const asked = number === undefined || number === newest?.number ? newest : await findVersion(db, id, number);
  if (!newest || !asked) throw new DomainError('not_found', 'not_found');
  const replacedAt = asked === newest ? null : ((await findVersion(db, id, asked.number + 1))?.createdAt ?? null);
  return { ...loaded, newest, asked, replacedAt };
}

/** Earlier versions are for those who prepare, and for the session's people where they could be read by them (D6). */
export const wasShown = ({ access, meeting }: Pick<DocumentAccess, 'access' | 'meeting'>, replacedAt: Date | null): boolean =>
  replacedAt === null || prepares(access) || (meeting.publishedAt !== null && replacedAt >= meeting.publishedAt);

export const readableVersion = (_caller: Caller, loaded: VersionAccess): Decision => allowIf(wasShown(loaded, loaded.replacedAt), 'documents.old_version');

/** The item a paper is to be put on; null is the session as a whole. @throws DomainError `rejected`/`documents.no_such_item`. */
export async function loadTargetItem(db: Db, meetingId: string, itemId: string | null): Promise<AgendaItem | null> {
  const item = itemId ? await findItem(db, itemId) : null;
  if (itemId && item?.meetingId !== meetingId) throw new DomainError('rejected', 'documents.no_such_item');
  return item;
}

/** The papers of a session (D9); who changed one of them changed what the list shows. */
export const PAPERS: Contested = {
  reason: 'documents.changed_elsewhere',
  commands: ['documents.attach', 'documents.replace', 'documents.confirm-held', 'documents.rename', 'documents.move', 'documents.reorder', 'documents.withdraw', 'documents.set-audience'],
};
