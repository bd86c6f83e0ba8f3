import { personIdOf, type Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import { allowIf, type Policy } from '../../kernel/policy';
import type { Db } from '../../kernel/ports/database';
import { hasRole } from '../../shared/rules/roles';
import { worksFor } from '../organization';
import { findMeeting, findSeat, type Meeting, type Seat } from './repository';

/** A meeting as one caller stands to it; what every other module loads first. */
export interface MeetingAccess {
  meeting: Meeting;
  /** The caller's own row among the attendees, null for clerks and for the program. */
  seat: Seat | null;
  /** Prepares and runs the session: its secretary and the secretary's assistants. */
  isSecretary: boolean;
  isChair: boolean;
  /** Voting member of the body in this session. */
  isMember: boolean;
  /** Records clerk of the agency whose body meets. */
  isClerk: boolean;
  isSystem: boolean;
  /** Who looks with this seat for the person it is, where that is somebody else (delegations DG3). */
  lookedBy?: string;
}

/**
 * Loads a meeting for a caller (M3–M5): people of the session, and before publication only those who prepare it;
 * the clerks of the body's agency from closing on (they number and seal), its officers where it was imported (imports IM7). The system administrator has no seat.
 * @throws DomainError `not_found` for everybody else.
 */
export async function loadMeetingAccess(db: Db, meetingId: string, caller: Caller): Promise<MeetingAccess> {
  const access = await findMeetingAccess(db, meetingId, caller);
  if (!access) throw new DomainError('not_found', 'not_found');
  return access;
}

/** The same for what others of the agency see besides; null for who may not know of the meeting. */
export async function findMeetingAccess(db: Db, meetingId: string, caller: Caller): Promise<MeetingAccess | null> {
  const personId = personIdOf(caller);
  const [meeting, seat] = await Promise.all([findMeeting(db, meetingId), personId ? findSeat(db, meetingId, personId) : null]);
  return meeting && accessOf(meeting, seat, caller, await isOfAgency(db, meeting.bodyId, caller));
}

/** Whether an officer or clerk works for the agency of a body (M16); nobody else's agency matters. */
async function isOfAgency(db: Db, bodyId: string, caller: Caller): Promise<boolean> {
  const personId = personIdOf(caller);
  return personId !== null && (hasRole(caller, 'clerk') || hasRole(caller, 'officer')) && worksFor(db, personId, bodyId);
}

/** Whether its people know of the session: from publication on; a draft that was called off never reached them (M3, M11). */
export const isAnnounced = ({ state, publishedAt }: Pick<Meeting, 'state' | 'publishedAt'>): boolean => (state === 'cancelled' ? publishedAt !== null : state !== 'draft');

/**
 * The pure part of `loadMeetingAccess`; null means the caller may not know of the meeting.
 * @param ofAgency the caller is an officer or clerk of the agency whose body meets.
 */
export function accessOf(meeting: Meeting, seat: Seat | null, caller: Caller, ofAgency: boolean): MeetingAccess | null {
  if (hasRole(caller, 'admin')) return null;
  // A pass is good for its own session, until that is closed (M60).
  if (caller.kind === 'person' && caller.only && (caller.only.meetingId !== meeting.id || (meeting.state !== 'published' && meeting.state !== 'in_session'))) return null;
  // With a seat and none of its offices, of what its people know.
  if (caller.kind === 'person' && caller.lookedBy !== undefined) {
    return seat && isAnnounced(meeting) ? { meeting, seat, isSecretary: false, isChair: false, isMember: seat.voting, isClerk: false, isSystem: false, lookedBy: caller.lookedBy } : null;
  }
  const personId = personIdOf(caller);
  const isSecretary = seat?.role === 'secretary' || seat?.role === 'assistant' || (!isAnnounced(meeting) && personId === meeting.createdById && ofAgency && hasRole(caller, 'officer'));
  const isChair = seat?.role === 'chair';
  const isClerk = ofAgency && hasRole(caller, 'clerk');
  const isSystem = caller.kind === 'system';
  const readsImported = meeting.importedAt !== null && ofAgency && hasRole(caller, 'officer');
  const visible = isSystem || isSecretary || (isAnnounced(meeting) && seat !== null) || (isClerk && meeting.state === 'closed') || readsImported;
  return visible ? { meeting, seat, isSecretary, isChair, isMember: seat?.voting === true, isClerk, isSystem } : null;
}

/** The secretary, the secretary's assistants and the program itself: those who may change agenda, papers and attendees. */
export const prepares = (access: MeetingAccess): boolean => access.isSecretary || access.isSystem;

/** `prepares` as a policy; everybody else of the session gets the reason. */
export const preparersOnly: Policy<MeetingAccess | { access: MeetingAccess }> = (_caller, loaded) =>
  allowIf(prepares('access' in loaded ? loaded.access : loaded), 'meetings.secretary_only');

/** Chair or secretary: those who run the sitting. */
export const runsSitting = (access: Pick<MeetingAccess, 'isChair' | 'isSecretary'>): boolean => access.isChair || access.isSecretary;
