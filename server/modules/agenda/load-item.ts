import type { Caller } from '../../kernel/actor';
import { changedBefore, DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { lastChange, loadMeetingAccess, type Meeting, type MeetingAccess } from '../meetings';
import { findItem, type AgendaItem } from './repository';

export interface ItemAccess {
  access: MeetingAccess;
  meeting: Meeting;
  item: AgendaItem;
}

/** An agenda item as the caller stands to its session. @throws DomainError `not_found` for strangers and unknown items. */
export async function loadItemAccess(db: Db, itemId: string, caller: Caller): Promise<ItemAccess> {
  const item = await findItem(db, itemId);
  if (!item) throw new DomainError('not_found', 'not_found');
  const access = await loadMeetingAccess(db, item.meetingId, caller);
  return { access, meeting: access.meeting, item };
}

/** The conflict of A5 and A6: who was first, and when. */
export async function changedElsewhere(db: Db, meetingId: string, itemId?: string): Promise<DomainError> {
  return changedBefore('agenda.changed_elsewhere', await lastChange(db, meetingId, 'agenda', itemId));
}
