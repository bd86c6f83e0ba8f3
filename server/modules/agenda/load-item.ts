import type { Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import type { Contested } from '../../kernel/optimistic';
import type { Db } from '../../kernel/ports/database';
import { loadMeetingAccess, type Meeting, type MeetingAccess } from '../meetings';
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

/** The rows of an agenda and their order (A5). */
export const AGENDA: Contested = { reason: 'agenda.changed_elsewhere', commands: ['agenda.add-item', 'agenda.copy', 'agenda.update-item', 'agenda.remove-item', 'agenda.reorder'] };

/** One row of it (A6), which a sitting changes too. */
export const AGENDA_ITEM: Contested = { ...AGENDA, commands: ['agenda.add-item', 'agenda.update-item', 'agenda.set-audience', 'agenda.mark-block', 'agenda.remove-item', 'sitting.extend-item', 'sitting.record-conclusion'] };

export const itemSubject = (itemId: string) => ({ objectType: 'agenda_item', objectId: itemId });
