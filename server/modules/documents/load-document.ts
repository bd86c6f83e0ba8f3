import type { Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { findItem, type AgendaItem } from '../agenda';
import { findMeeting, isPresented, loadMeetingAccess, type Meeting, type MeetingAccess } from '../meetings';
import { findDocument, lastDocumentChange, type MeetingDocument } from './repository';

export interface DocumentAccess {
  access: MeetingAccess;
  meeting: Meeting;
  document: MeetingDocument;
}

/**
 * A paper as the caller stands to its session; annotations and the reader load it first.
 * @throws DomainError `not_found` for strangers; `gone`/`documents.withdrawn` for people of the session (D7, D8).
 */
export async function loadDocumentAccess(db: Db, documentId: string, caller: Caller): Promise<DocumentAccess> {
  const document = await findDocument(db, documentId);
  if (!document) throw new DomainError('not_found', 'not_found');
  const access = await loadMeetingAccess(db, document.meetingId, caller);
  if (document.removedAt) throw new DomainError('gone', 'documents.withdrawn', { title: document.title });
  return { access, meeting: access.meeting, document };
}

/**
 * The same for showing the paper only: a screen on the wall has the one that is presented, and stands to it like nobody (R23).
 * @throws DomainError as `loadDocumentAccess`.
 */
export async function loadDocumentToShow(db: Db, documentId: string, caller: Caller): Promise<DocumentAccess> {
  const screen = caller.kind === 'anonymous' ? caller.screen : undefined;
  if (!screen) return loadDocumentAccess(db, documentId, caller);
  const [document, meeting] = [await findDocument(db, documentId), await findMeeting(db, screen.meetingId)];
  const isShown = document !== null && document.removedAt === null && (await isPresented(db, screen.meetingId, documentId));
  if (!meeting || !isShown) throw new DomainError('not_found', 'not_found');
  return { meeting, document, access: { meeting, seat: null, isSecretary: false, isChair: false, isMember: false, isClerk: false, isSystem: false } };
}

/** The item a paper is to be put on; null is the session as a whole. @throws DomainError `rejected`/`documents.no_such_item`. */
export async function loadTargetItem(db: Db, meetingId: string, itemId: string | null): Promise<AgendaItem | null> {
  const item = itemId ? await findItem(db, itemId) : null;
  if (itemId && item?.meetingId !== meetingId) throw new DomainError('rejected', 'documents.no_such_item');
  return item;
}

/** The conflict of D9. */
export async function documentChangedElsewhere(db: Db, meetingId: string): Promise<DomainError> {
  const last = await lastDocumentChange(db, meetingId);
  return new DomainError('conflict', 'documents.changed_elsewhere', { by: last?.by ?? '', byId: last?.byId ?? null, at: last?.at.toISOString() ?? '' });
}
