import { changedBefore, DomainError } from '../../kernel/errors';
import type { Caller } from '../../kernel/actor';
import { allowIf, type Decision } from '../../kernel/policy';
import type { Db } from '../../kernel/ports/database';
import { loadMeetingAccess, type Meeting, type MeetingAccess } from '../meetings';
import { findMinutes, lastAuthor, updateMinutes, type Minutes, type MinutesChange } from './repository';

export interface MinutesLoaded {
  access: MeetingAccess;
  meeting: Meeting;
  minutes: Minutes;
}

/** @throws DomainError `not_found` for strangers. */
export async function loadMinutes(db: Db, minutesId: string, caller: Caller): Promise<MinutesLoaded> {
  const minutes = await findMinutes(db, minutesId);
  if (!minutes) throw new DomainError('not_found', 'not_found');
  const access = await loadMeetingAccess(db, minutes.meetingId, caller);
  if (!maySee(access, minutes)) throw new DomainError('not_found', 'not_found');
  return { access, meeting: access.meeting, minutes };
}

/** Whether the text is final: frozen by approval (N6). */
export const isFrozen = ({ state }: Pick<Minutes, 'state'>): boolean => state === 'approved';

/** N9. */
export function maySee(access: MeetingAccess, minutes: Pick<Minutes, 'state' | 'submittedAt'>): boolean {
  if (access.isSecretary || access.isSystem || isFrozen(minutes)) return true;
  return access.isChair && minutes.submittedAt !== null;
}

/** Those who write the minutes. */
export const writersOnly = (_caller: Caller, { access }: { access: MeetingAccess }): Decision => allowIf(access.isSecretary, 'minutes.secretary_only');
/** The chair decides. */
export const chairOnly = (_caller: Caller, { access }: { access: MeetingAccess }): Decision => allowIf(access.isChair, 'minutes.chair_only');

/** `conflict` `minutes.changed_elsewhere` {by, at}: what the person saw is no longer what is stored. */
export async function changedElsewhere(db: Db, minutes: Pick<Minutes, 'id'>): Promise<DomainError> {
  return changedBefore('minutes.changed_elsewhere', await lastAuthor(db, minutes.id));
}

/** Changes minutes against the version the person saw (N4). @throws DomainError as {@link changedElsewhere} tells. */
export async function changeMinutes(db: Db, minutes: Minutes, version: number, change: MinutesChange): Promise<void> {
  if (!(await updateMinutes(db, minutes.id, version, change))) throw await changedElsewhere(db, minutes);
}
