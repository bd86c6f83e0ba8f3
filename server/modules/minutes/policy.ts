import { DomainError } from '../../kernel/errors';
import { assertSeen, type Contested } from '../../kernel/optimistic';
import type { Caller } from '../../kernel/actor';
import { allowIf, type Decision } from '../../kernel/policy';
import type { Db } from '../../kernel/ports/database';
import { findMeetingAccess, loadMeetingAccess, type Meeting, type MeetingAccess } from '../meetings';
import { findMinutes, findState, updateMinutes, type Minutes, type MinutesChange } from './repository';

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

/** What whoever writes is held to, without the text itself. @throws DomainError `not_found` for strangers. */
export async function loadState(db: Db, minutesId: string, caller: Caller): Promise<{ access: MeetingAccess; minutes: Pick<Minutes, 'state' | 'submittedAt'> }> {
  const minutes = await findState(db, minutesId);
  const access = minutes && (await findMeetingAccess(db, minutes.meetingId, caller));
  if (!minutes || !access || !maySee(access, minutes)) throw new DomainError('not_found', 'not_found');
  return { access, minutes };
}

/** Whether the text is final: frozen by approval (N6). */
export const isFrozen = ({ state }: Pick<Minutes, 'state'>): boolean => state === 'approved';

/** Whether the text is open to those who write it: from the beginning on until it is submitted, and again when it came back. */
export const mayWrite = ({ access, minutes }: { access: MeetingAccess; minutes: Pick<Minutes, 'state'> }): boolean => access.isSecretary && (minutes.state === 'draft' || minutes.state === 'returned');

/** N9. */
export function maySee(access: MeetingAccess, minutes: Pick<Minutes, 'state' | 'submittedAt'>): boolean {
  if (access.isSecretary || access.isSystem || isFrozen(minutes)) return true;
  return access.isChair && minutes.submittedAt !== null;
}

/** Those who write the minutes. */
export const writersOnly = (_caller: Caller, { access }: { access: MeetingAccess }): Decision => allowIf(access.isSecretary, 'minutes.secretary_only');
/** The chair decides. */
export const chairOnly = (_caller: Caller, { access }: { access: MeetingAccess }): Decision => allowIf(access.isChair, 'minutes.chair_only');

const MINUTES: Contested = {
  reason: 'minutes.changed_elsewhere',
  commands: ['minutes.begin', 'minutes.draft', 'minutes.settle-differences', 'minutes.submit', 'minutes.return', 'minutes.approve', 'minutes.reopen'],
};

/** @throws DomainError `conflict`/`minutes.changed_elsewhere` {by, at}: what the person saw is no longer what is stored (N4). */
export const assertMinutesSeen = (db: Db, minutes: Pick<Minutes, 'id' | 'version'>, version: number): Promise<void> =>
  assertSeen(db, MINUTES, { objectType: 'minutes', objectId: minutes.id }, version, minutes.version);

/** Changes minutes against the version the person saw. @throws DomainError as {@link assertMinutesSeen}. */
export async function changeMinutes(db: Db, minutes: Minutes, version: number, change: MinutesChange): Promise<void> {
  await assertMinutesSeen(db, minutes, version);
  await updateMinutes(db, minutes.id, version, change);
}
